// lines.js - the lines of a quote or an order by keys, mouse and touch: Enter goes to the next line and
// shows an empty one where there is none, Alt with an arrow or a drag moves a line. Their order is that of the
// numbers in their names, so a moved line is numbered anew and all is worked out again.
const FORM = "#lines-form", ROW = ".m-quote-line";
const NUMBERED = ["name", "id", "for", "value", "list", "aria-controls"];

const rowsOf = (form) => [...form.querySelectorAll(ROW)];
const fieldOf = (input) => input.name.replace(/^line\.\d+\./, "");

function renumber(row, at) {
    for (const element of row.querySelectorAll("*"))
        for (const name of NUMBERED) {
            const value = element.getAttribute(name);
            if (value === null || (name === "value" && element.tagName !== "BUTTON")) continue;
            const anew = value.replace(/^(f-)?line\.\d+/, `$1line.${at}`).replace(/^(up|down|remove):\d+$/, `$1:${at}`);
            if (anew !== value) element.setAttribute(name, anew);
        }
}

// What was asked before somebody typed on or moved a line must not come back over it.
const forget = (form) => form.querySelector("[value=look][hx-post]")?.dispatchEvent(new Event("htmx:abort"));
const workOut = (form) => form.dispatchEvent(new Event("change", { bubbles: true }));

function move(row, by) {
    const form = row.closest(FORM), rows = rowsOf(form), at = rows.indexOf(row), other = rows[at + by];
    if (!other || other.classList.contains("m-line-spare")) return;
    const focused = document.activeElement;
    forget(form);
    by < 0 ? other.before(row) : other.after(row);
    rowsOf(form).forEach(renumber);
    focused?.focus();
    workOut(form);
}

// A line is taken by its number. While it is held nothing is asked for: an answer would take the lines
// away from under the hand.
let held = false;

async function letDrag(form) {
    const table = form.querySelector("tbody");
    const { default: Sortable } = await import(form.dataset.script);
    if (!table.isConnected || Sortable.get(table)) return;
    Sortable.create(table, {
        handle: ".m-line-number", draggable: ".m-quote-line:not(.m-line-spare)", delay: 150, delayOnTouchOnly: true,
        onStart: () => { held = true; forget(form); },
        onEnd: () => { held = false; rowsOf(form).forEach(renumber); workOut(form); },
    });
}

// Keys and buttons move lines, too, where the script does not come.
const letDragIn = () => {
    const form = document.querySelector(FORM);
    if (form) letDrag(form).catch(() => {});
};
letDragIn();
document.addEventListener("htmx:after:swap", letDragIn);
document.addEventListener("htmx:before:request", (event) => { if (held && event.target.closest?.(FORM)) event.preventDefault(); });

function goOn(input) {
    const row = input.closest(ROW), rows = rowsOf(row.closest(FORM)), next = rows[rows.indexOf(row) + 1];
    if (!next) return;
    const isNew = next.classList.contains("m-line-spare") || !next.querySelector("[name$='.id']").value;
    next.classList.remove("m-line-spare");
    const same = [...next.querySelectorAll("input:not([type=hidden])")];
    (same.find((each) => !isNew && fieldOf(each) === fieldOf(input)) ?? same[0])?.focus();
}

document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(`${FORM} ${ROW}`);
    if (!row || event.defaultPrevented || event.isComposing) return;
    const arrow = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && arrow) move(row, arrow);
    else if (event.key === "Enter" && event.target.matches("input")) goOn(event.target);
    else return;
    event.preventDefault();
});

document.addEventListener("input", (event) => {
    const form = event.target.closest?.(FORM);
    if (form) forget(form);
});

document.addEventListener("click", (event) => {
    const button = event.target.closest?.(`${FORM} ${ROW} button[value]`);
    const by = { up: -1, down: 1 }[button?.value.split(":")[0]];
    if (!by) return;
    event.preventDefault();
    move(button.closest(ROW), by);
});
