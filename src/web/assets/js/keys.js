// keys.js - the keys of every page. Lists have their own; nothing happens while one types.
import { openPalette } from "./palette.js";

const GO_MS = 1200; // how long "g" waits for the next letter
const PAGE_KEYS = { KeyC: "c", KeyE: "e" }; // what a page has a button of its own for
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
        if (event.code === "KeyH") location.assign("/");
        return event.code === "KeyH";
    }
    if (event.key === "?" || event.key === "؟") return show("keys"), true;
    // By the key's place, so that a Persian keyboard has the same shortcuts.
    if (event.code === "Slash") return openPalette(), true;
    const own = PAGE_KEYS[event.code] && document.querySelector(`main [data-key="${PAGE_KEYS[event.code]}"]`);
    if (own) return own.click(), true;
    if (event.code === "KeyC") return show("create"), true;
    if (event.code === "KeyG") goUntil = Date.now() + GO_MS;
    return false;
}

document.addEventListener("keydown", (event) => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && event.code === "KeyK") {
        event.preventDefault();
        openPalette();
        return;
    }
    if (ctrl || event.altKey || event.defaultPrevented || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (plainKey(event)) event.preventDefault();
});

document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) show("keys");
    if (event.target.matches("dialog.m-dialog")) event.target.close(); // the backdrop
});
