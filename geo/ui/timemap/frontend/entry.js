/** What Streamlit runs for the card and for the list: hand over to the function that does the work. */

/** @param {{data: {main: string, entry: string}}} component address of a module, and which function of it draws */
export default function (component) {
  const { main, entry } = component.data;
  import(new URL(main, document.baseURI).href)
    .then((module) => module[entry](component))
    .catch((error) => {
      console.error(error);
      component.parentElement.firstElementChild.textContent = "This part of the page did not load. Reload the page.";
    });
}
