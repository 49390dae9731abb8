// keys.js - the keys of every page. Lists have their own; nothing happens while one types.
import { openPalette } from "./palette.js";

const GO_MS = 1200; // how long "g" waits for the next letter
// What a page has a button, a link or a place to write of its own for.
const PAGE_KEYS = { KeyC: "c", KeyE: "e", KeyN: "n", KeyT: "t" };
const PLACES = { KeyH: "/", KeyC: "/party", KeyT: "/tasks", KeyD: "/calendar" }; // after "g"
let goUntil = 0;

const typing = (target) =>
    target.closest("input, textarea, select, [contenteditable]") !== null;

function show(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
}

function plainKey(event) {
    if (Date.now() < goUntil) {
        goUntil = 0;
        const link = document.querySelector(`.m-side a[href="${PLACES[event.code]}"]`);
        link?.click();
        return link !== null;
    }
    if (event.key === "?" || event.key === "؟") return show("keys"), true;
    const rings = event.code === "KeyA" && document.querySelector("#calls [data-accept]");
    if (rings) return rings.click(), true;
    // By the key's place, so that a Persian keyboard has the same shortcuts.
    if (event.code === "Slash") return openPalette(), true;
    const own = PAGE_KEYS[event.code] && document.querySelector(`main [data-key="${PAGE_KEYS[event.code]}"]`);
    if (own) return own.matches("textarea") ? own.focus() : own.click(), true;
    if (event.code === "KeyC") return show("create"), true;
    if (event.code === "KeyG") goUntil = Date.now() + GO_MS;
    return false;
}

// From a field: Ctrl+Enter sends its form, Escape leaves it so that the keys work again.
function fieldKey(event, ctrl) {
    const { target } = event;
    if (ctrl && event.key === "Enter" && target.form?.closest("main, dialog")) {
        target.form.requestSubmit(target.form.querySelector(".btn-primary:not([type=button])"));
        return true;
    }
    if (event.key === "Escape" && !target.closest("dialog")) target.blur();
    return false;
}

document.addEventListener("keydown", (event) => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && event.code === "KeyK") {
        event.preventDefault();
        openPalette();
        return;
    }
    if (event.altKey || event.defaultPrevented) return;
    if (typing(event.target)) {
        if (fieldKey(event, ctrl)) event.preventDefault();
        return;
    }
    if (ctrl) return;
    if (document.querySelector("dialog[open]")) return;
    if (plainKey(event)) event.preventDefault();
});

document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) show("keys");
    if (event.target.matches("dialog.m-dialog")) event.target.close(); // the backdrop
});
