// palette.js - search over everything: arrows choose, Enter opens; empty shows what was seen.
import { recentItems } from "./recent.js";

const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const results = document.getElementById("palette-results");
let shown = ""; // the text whose results stand there
let hasty = false; // Enter was pressed before they came
const wanted = () => input.value.trim();
const waits = () => wanted() !== "" && wanted() !== shown;
const links = () => [...results.querySelectorAll("a")];

export function openPalette(text = "") {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    shown = "";
    hasty = false;
    input.value = text;
    input.select();
    if (text) input.dispatchEvent(new Event("input", { bubbles: true }));
    else showRecent();
}

function row(item) {
    const li = document.createElement("li");
    const a = li.appendChild(document.createElement("a"));
    a.href = item.path;
    const name = a.appendChild(document.createElement("bdi"));
    name.textContent = item.title;
    return li;
}

// A listbox holds groups of options; the page's own list is headings and links.
function dress() {
    results.querySelectorAll("h2").forEach((head) => (head.role = "presentation"));
    results.querySelectorAll("ul").forEach((list) => {
        list.role = "group";
        list.ariaLabel = list.previousElementSibling?.textContent ?? "";
    });
    results.querySelectorAll("li").forEach((item) => (item.role = "presentation"));
    links().forEach((link) => (link.role = "option"));
}

function showRecent() {
    const items = recentItems();
    shown = "";
    results.replaceChildren();
    const head = results.appendChild(document.createElement("h2"));
    head.textContent = items.length ? results.dataset.recent : results.dataset.empty;
    const list = results.appendChild(document.createElement("ul"));
    list.className = "m-results";
    list.append(...items.map(row));
}

function choose(at) {
    const all = links();
    dress();
    // Without anything to choose it is words to be read, no list.
    results.role = all.length ? "listbox" : "status";
    input.ariaExpanded = String(all.length > 0);
    all.forEach((link, i) => {
        link.id = `hit-${i}`;
        link.setAttribute("aria-selected", String(i === at));
    });
    if (!all[at]) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
}

function chosen() {
    return links().findIndex((link) => link.getAttribute("aria-selected") === "true");
}

function onKey(event) {
    const count = links().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (count) choose((chosen() + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (event.key === "Enter" && waits() && !hasty) {
        event.preventDefault(); // what stands there still is not what was typed
        hasty = true;
    } else if (event.key === "Enter" && !waits() && chosen() >= 0) {
        event.preventDefault();
        links()[chosen()].click();
    }
}

function typed() {
    hasty = false;
    if (!wanted()) showRecent();
}

// Nothing is asked for no text, and what comes late finds no place among what was seen.
function sends(event) {
    if (!wanted()) event.preventDefault();
}

// While one goes on typing, what comes is the answer to less.
function comes(event) {
    if (!wanted()) return event.preventDefault();
    shown = new URL(event.detail.ctx.request.action, location).searchParams.get("q")?.trim();
}

// Whatever stands there from now on; before anybody can see or press it.
function stands() {
    choose(0);
    if (!hasty || waits()) return;
    hasty = false;
    links()[0]?.click();
}

if (dialog) {
    input.addEventListener("keydown", onKey);
    input.addEventListener("input", typed);
    input.addEventListener("htmx:config:request", sends);
    input.addEventListener("htmx:before:swap", comes);
    new MutationObserver(stands).observe(results, { childList: true });
    // The box on top opens the palette; without scripts it is a form of its own.
    const box = document.querySelector("[data-palette] input");
    box?.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        openPalette(box.value);
    });
    box?.addEventListener("input", () => openPalette(box.value));
}
