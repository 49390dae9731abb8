// list.js - <m-list>: the keys of a list (j k Enter e x), choosing rows, editing a cell.
// By the place of the key, so that a Persian keyboard has the same shortcuts.
import { takePlace } from "./place.js";

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog");

// Ask the server for the control of one cell; Escape gives the old content back.
export function editPlace(place, path) {
    if (place.querySelector("form")) return;
    const before = [...place.childNodes];
    const back = (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        place.replaceChildren(...before);
        place.removeEventListener("keydown", back);
        (place.closest("tr") ?? place).focus();
    };
    place.addEventListener("keydown", back);
    // Saved: the keys go on from the row.
    place.addEventListener("htmx:after:swap", () => {
        if (!place.querySelector("form")) (place.closest("tr") ?? place).focus();
    });
    window.htmx.ajax("GET", path, { target: place, swap: "innerHTML" });
}

class List extends HTMLElement {
    connectedCallback() {
        this.addEventListener("change", (event) => this.chose(event.target));
        this.addEventListener("dblclick", (event) => this.edit(event.target.closest("td")));
        this.addEventListener("click", (event) => this.open(event));
        this.addEventListener("click", (event) => this.askOr(event));
        this.keys = (event) => this.key(event);
        document.addEventListener("keydown", this.keys);
        this.count();
        takePlace(this);
    }

    disconnectedCallback() {
        document.removeEventListener("keydown", this.keys);
    }

    get rows() { return [...this.querySelectorAll("tbody tr")]; }
    get row() { return document.activeElement?.closest("tbody tr"); }

    // "or…" on a chip opens the builder, which then adds one more choice to that chip.
    askOr(event) {
        const or = event.target.closest("[data-or]");
        const builder = this.querySelector("#filter");
        if (!or || !builder) return;
        event.preventDefault();
        event.stopPropagation(); // a press outside of a menu closes it
        builder.open = true;
        builder.querySelector("[name=or]").value = or.dataset.or;
        const field = builder.querySelector("[name=field]");
        if (or.dataset.field) field.value = or.dataset.field;
        field.dispatchEvent(new Event("change", { bubbles: true })); // the control that fits it
        field.focus();
    }

    // A press anywhere on the card of a phone opens it.
    open(event) {
        const row = event.target.closest("tbody tr");
        if (!row || event.target.closest("a, input, button, form, select")) return;
        row.focus();
        if (matchMedia("(max-width: 640px)").matches) row.querySelector(".m-lead a")?.click();
    }

    // All that the list finds contains all of this page; one row less is no longer all.
    chose(box) {
        const found = this.querySelector(".m-choose-found input");
        if (box.matches("[data-all]") || (box === found && box.checked))
            for (const each of this.querySelectorAll("tbody [name=id]")) each.checked = box.checked;
        if (found && box !== found && !box.checked && box.matches("[data-all], [name=id]")) found.checked = false;
        this.count();
    }

    count() {
        const chosen = this.querySelectorAll("tbody [name=id]:checked");
        const found = this.querySelector(".m-choose-found input:checked");
        for (const row of this.rows)
            row.ariaSelected = row.querySelector("[name=id]")?.checked ? "true" : null;
        const words = this.querySelector(".m-chosen-count");
        if (!words) return;
        words.dataset.words ??= words.textContent;
        const count = found?.dataset.count ?? chosen.length.toLocaleString(document.documentElement.lang);
        words.textContent = `${words.dataset.words} ${count}`;
    }

    edit(cell) {
        const row = cell?.closest("tbody tr");
        if (!row || !this.dataset.edits) return;
        const head = this.querySelectorAll("thead th")[cell.cellIndex];
        if (!head?.dataset.name) return;
        editPlace(cell, `/${this.dataset.kind}/${row.dataset.id}/cell/${head.dataset.name}`);
    }

    // The cell after the one that is being edited, else the first that can be.
    editNext(row) {
        const cells = [...row.cells].filter((cell) =>
            this.querySelectorAll("thead th")[cell.cellIndex]?.dataset.name);
        this.edit(cells.find((cell) => !cell.matches(".m-lead")) ?? cells[0]);
    }

    move(by) {
        const rows = this.rows, at = rows.indexOf(this.row);
        const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))];
        next?.focus();
        next?.scrollIntoView({ block: "nearest" });
    }

    key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
        const row = this.row;
        const acts = {
            KeyJ: () => this.move(1),
            KeyK: () => this.move(-1),
            ...(row && {
                Enter: () => event.target === row && row.querySelector(".m-lead a")?.click(),
                KeyE: () => this.editNext(row),
                KeyX: () => row.querySelector("[name=id]")?.click(),
            }),
        };
        if (!acts[event.code]) return;
        if (acts[event.code]() !== false) event.preventDefault();
    }
}
customElements.define("m-list", List);

// <m-facts>: a fact becomes its control where it stands.
class Facts extends HTMLElement {
    connectedCallback() {
        this.addEventListener("click", (event) => {
            if (!event.target.closest("a, form")) this.edit(event.target.closest("[data-name]"));
        });
        this.addEventListener("keydown", (event) => {
            if (event.key === "Enter" && event.target.matches("[data-name]")) {
                event.preventDefault();
                this.edit(event.target);
            }
        });
    }

    edit(fact) {
        if (fact) editPlace(fact, `${this.dataset.at}/cell/${fact.dataset.name}`);
    }
}
customElements.define("m-facts", Facts);
