"""JavaScript that the drivers run in the page."""

from __future__ import annotations

__all__ = ["FOCUSED", "GONE", "OF_PARTS", "POLL", "REVEAL"]

REVEAL = """(part) => {
    const { top, bottom } = part.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 80) part.scrollIntoView({ block: "center" });
}"""
"""A person who wants to use a part brings it well into view first."""

POLL = """async ([value, most]) => {
    const until = performance.now() + most;
    const late = new Promise((done) => setTimeout(done, most, false));
    while (performance.now() < until) {
        if (await Promise.race([(CONDITION)(value), late])) return true;
        await new Promise((done) => setTimeout(done, 10));
    }
    return false;
}"""
"""Asks again and again whether a condition holds, for so many milliseconds."""

GONE = (
    "context was destroyed", "because of a navigation", "Cannot find context", "Document was unloaded",
    "can't access dead object", "Browsing context has been discarded", "navigated", "document unloaded",
)  # fmt: skip
"""What engines say of a script whose page has given way to another."""

FOCUSED = """() => {
    const one = document.activeElement;
    const named = (one.getAttribute("aria-labelledby") ?? "").split(/\\s+/).map((id) => document.getElementById(id));
    const label = named.filter(Boolean).map((part) => part.textContent).join(" ") || one.labels?.[0]?.textContent;
    const name = one.getAttribute("aria-label") ?? (label || one.title || one.textContent);
    const role = one.getAttribute("role") ?? { A: "link", BUTTON: "button", SELECT: "combobox", INPUT:
        { range: "slider", checkbox: "checkbox", radio: "radio", number: "spinbutton", search: "searchbox" }[one.type]
        ?? "textbox" }[one.tagName] ?? "";
    return { role, name: name.trim(), text: one.textContent.trim(), testid: one.dataset.testid ?? "" };
}"""
"""Gives role, name, text and test id of what has the focus."""

OF_PARTS = """async ({ what, chain, value }) => {
    const found = (FIND)(chain);
    const seen = (one) => one.checkVisibility({ checkVisibilityCSS: true })
        && [one.getBoundingClientRect()].every(({ width, height }) => width > 0 && height > 0);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const tell = (one, ...names) => names.forEach((name) => one.dispatchEvent(new Event(name, { bubbles: true })));
    const every = {
        count: () => found.length,
        texts: () => found.map((one) => one.innerText),
        attributes: () => found.map((one) => one.getAttribute(value)).filter((text) => text !== null),
    };
    if (every[what]) return { value: every[what]() };
    if (found.length > 1) return { fault: `there are ${found.length}, first ${found[0].outerHTML}`.slice(0, 400) };
    if (what === "visible") return { value: found.length > 0 && seen(found[0]) };
    const [one] = found;
    if (!one) return { wait: "is not there" };
    const reveal = () => {
        const { top, left, bottom, right } = one.getBoundingClientRect();
        const whole = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
        if (!whole) one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    };
    const still = async () => {
        const box = () => JSON.stringify(one.getBoundingClientRect());
        const before = box();
        await frame();
        return before === box();
    };
    const middle = () => {
        const [box] = [...one.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
        return [Math.floor(box.left + box.width / 2), Math.floor(box.top + box.height / 2)];
    };
    const set = (kind, text) => Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(one, text);
    const acts = {
        text: () => ({ value: one.innerText }),
        attribute: () => ({ value: one.getAttribute(value) }),
        value: () => ({ value: one.value }),
        checked: () => ({ value: one.checked ?? one.ariaChecked === "true" }),
        enabled: () => ({ value: !one.matches(":disabled") && one.ariaDisabled !== "true" }),
        focus: () => ({ value: one.focus() ?? null }),
        spot: () => {
            if (!seen(one)) return { wait: "cannot be seen" };
            reveal();
            const { left, top, width, height } = one.getBoundingClientRect();
            return { value: [left + value[0] * width, top + value[1] * height] };
        },
        free: async () => {
            if (!seen(one)) return { wait: "cannot be seen" };
            if (one.matches(":disabled")) return { wait: "is disabled" };
            (REVEAL)(one);
            if (!(await still())) return { wait: "moves" };
            const spot = middle();
            const hit = document.elementFromPoint(...spot);
            const label = hit?.closest("label")?.control ?? null;
            if (one.contains(hit) || label === one) return { value: spot };
            const edges = ["center", "end", "start"]; // what lies over it may be passed by
            one.scrollIntoView({ block: edges[Math.floor(performance.now() / 100) % 3], behavior: "instant" });
            return { wait: `is covered by ${hit?.outerHTML.slice(0, 200) ?? "nothing"}` };
        },
        type: () => {
            if (!seen(one) || one.matches(":disabled, [readonly]")) return { wait: "takes no text" };
            one.focus();
            if (one.type === "range") {
                set(HTMLInputElement, value);
                tell(one, "input", "change");
                return { value: null };
            }
            one.select();
            document.execCommand(value === "" ? "delete" : "insertText", false, value);
            return one.value === value ? { value: null } : { fault: `took “${one.value}” for “${value}”` };
        },
        pick: () => {
            const at = [...one.options].findIndex((option) => option.label.trim() === value);
            if (at < 0) return { wait: `has no option “${value}”` };
            one.focus();
            one.selectedIndex = at;
            tell(one, "input", "change");
            return { value: null };
        },
    };
    return acts[what]();
}""".replace("REVEAL", REVEAL)
"""Finds the parts of a chain by ``parts.js``, put in for FIND, and does something with them."""
