/** The search field above the table of places: rows that have what is asked for in their first cell stay. */
(function () {
  const field = document.getElementById("ask");
  const rows = [...document.querySelectorAll("#frame tbody tr")];
  const names = rows.map((row) => row.cells[0].textContent.toLowerCase());
  field.parentElement.hidden = false;
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    rows.forEach((row, at) => (row.hidden = !names[at].includes(wanted)));
    document.getElementById("none").hidden = rows.some((row) => !row.hidden);
  });
})();
