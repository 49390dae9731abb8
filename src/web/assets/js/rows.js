// rows.js - the keys of lists that are no tables (tasks, the home page, notifications): j and k
// move, Enter opens. By the place of the key, as in list.js.
const ROWS = "main [data-rows] > li:has(a, button)";
const typing = (target) => target.closest("input, textarea, select, dialog, details[open]");

const rowOf = (element) => element?.closest(ROWS);

function go(row) {
    if (!row) return;
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
}

function move(by) {
    const rows = [...document.querySelectorAll(ROWS)], at = rows.indexOf(rowOf(document.activeElement));
    go(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]);
    return rows.length > 0;
}

function opens(row) {
    if (row !== document.activeElement) return false; // a button or a link of its own
    (row.querySelector("a") ?? row.querySelector("button")).click();
    return true;
}

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    const row = rowOf(event.target);
    const acts = { KeyJ: () => move(1), KeyK: () => move(-1), ...(row && { Enter: () => opens(row) }) };
    if (acts[event.code]?.()) event.preventDefault();
});

// A row that was done or moved is written anew: the keys go on from there.
document.addEventListener("htmx:before:swap", ({ target, detail }) => {
    const { id } = rowOf(target) ?? {};
    if (id && rowOf(document.activeElement)?.id === id) detail.ctx.rowId = id;
});
document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (detail.ctx.rowId) go(document.getElementById(detail.ctx.rowId));
});
