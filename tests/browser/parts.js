/*
 * Finds parts of a page as tests.browser.driver.Part names them, for engines that Playwright does not drive.
 *
 * The expression gives a function of the chain of parts, from the outermost to the one that is asked for, and gives all
 * elements that answer to it, in the order of the document. Roles and names follow HTML-AAM 1.0 and accname 1.2 as far
 * as the page uses them.
 */
(() => {
    const INPUTS = {
        button: "button", checkbox: "checkbox", image: "button", number: "spinbutton", radio: "radio", range: "slider",
        reset: "button", search: "searchbox", submit: "button",
    };
    const ROLES = {
        article: "article", aside: "complementary", button: "button", dd: "definition", details: "group",
        dialog: "dialog", dt: "term", fieldset: "group", figure: "figure", h1: "heading", h2: "heading", h3: "heading",
        h4: "heading", h5: "heading", h6: "heading", hr: "separator", img: "img", li: "listitem", main: "main",
        menu: "list", nav: "navigation", ol: "list", option: "option", output: "status", p: "paragraph",
        progress: "progressbar", search: "search", select: "combobox", table: "table", td: "cell", textarea: "textbox",
        th: "columnheader", tr: "row", ul: "list",
    };
    const FROM_CONTENT = new Set(["button", "cell", "checkbox", "columnheader", "heading", "link", "menuitem", "option",
        "radio", "row", "switch", "tab", "tooltip", "treeitem"]);
    const SECTIONS = "article, aside, main, nav, section";
    const tidy = (text) => text.replace(/[\u200b\u00ad]/g, "").replace(/\s+/g, " ").trim();

    const roleOf = (one) => {
        const [given] = (one.getAttribute("role") ?? "").trim().split(/\s+/);
        if (given) return given;
        const tag = one.localName;
        if (tag === "a" || tag === "area") return one.hasAttribute("href") ? "link" : "";
        if (tag === "input") return one.type === "hidden" ? "" : (INPUTS[one.type] ?? "textbox");
        if (tag === "header") return one.closest(SECTIONS) ? "" : "banner";
        if (tag === "footer") return one.closest(SECTIONS) ? "" : "contentinfo";
        if (tag === "section") return one.matches("[aria-label], [aria-labelledby], [title]") ? "region" : "";
        return ROLES[tag] ?? "";
    };

    const isHidden = (one) =>
        !one.checkVisibility({ checkVisibilityCSS: true }) && getComputedStyle(one).display !== "contents";
    const isUnheard = (one) => one.closest("[aria-hidden=true], [inert]") !== null || isHidden(one);

    const told = (node, from) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.nodeType !== Node.ELEMENT_NODE || node === from) return "";
        if (node.getAttribute("aria-hidden") === "true" || isHidden(node)) return "";
        const own = node.getAttribute("aria-label") ?? (node.localName === "img" ? node.alt : "");
        const words = own?.trim() ? own : [...node.childNodes].map((child) => told(child, from)).join("");
        return /^(inline|contents)$/.test(getComputedStyle(node).display) ? words : ` ${words} `;
    };
    const inside = (one, from) => [...one.childNodes].map((child) => told(child, from)).join("");

    const nameOf = (one) => {
        const ids = (one.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
        const others = ids.map((id) => document.getElementById(id)).filter(Boolean);
        const caption = one.matches("fieldset, table, figure") && one.querySelector("legend, caption, figcaption");
        const ways = [
            () => others.map((other) => inside(other, one)).join(" "),
            () => one.getAttribute("aria-label") ?? "",
            () => [...(one.labels ?? [])].map((label) => inside(label, one)).join(" "),
            () => (one.matches("input[type=button], input[type=submit]") ? one.value : ""),
            () => (one.localName === "img" ? one.alt : ""),
            () => (caption ? inside(caption) : ""),
            () => (FROM_CONTENT.has(roleOf(one)) ? inside(one) : ""),
            () => one.title,
            () => one.getAttribute("placeholder") ?? "",
        ];
        for (const way of ways) {
            const name = tidy(way());
            if (name) return name;
        }
        return "";
    };

    const says = (text, { name, pattern, flags, exact }) => {
        if (pattern !== null) return new RegExp(pattern, flags).test(text);
        if (name === null) return true;
        return exact ? text === tidy(name) : text.toLowerCase().includes(tidy(name).toLowerCase());
    };
    const textOf = (one) => tidy(one.matches("input[type=button], input[type=submit]") ? one.value : one.textContent);

    const all = (root, css) => [...root.querySelectorAll(css)];
    const found = (root, part) => {
        if (part.testid || (part.css && !part.role)) {
            const parts = all(root, (part.testid ? `[data-testid="${part.testid}"]` : "") + part.css);
            return parts.filter((one) => says(textOf(one), { ...part, exact: false }));
        }
        if (part.role) {
            const parts = all(root, "*").filter((one) => roleOf(one) === part.role && !isUnheard(one));
            return parts.filter((one) => (part.name === null && part.pattern === null) || says(nameOf(one), part));
        }
        const texts = all(root, "*").filter((one) => !one.closest("head, script, style, noscript, template"));
        const saying = new Set(texts.filter((one) => says(textOf(one), part)));
        return [...saying].filter((one) => ![...one.children].some((child) => saying.has(child)));
    };

    return (chain) => {
        let parts = [document];
        for (const part of chain) {
            const next = new Set(parts.flatMap((one) => found(one, part)));
            parts = [...next].sort((one, other) => (one.compareDocumentPosition(other) & 4 ? -1 : 1));
            if (part.at !== null) parts = parts.slice(part.at).slice(0, 1);
        }
        return parts;
    };
})()
