// palette.js - search over everything: arrows choose, Enter opens; empty shows what was seen.
import { recentItems } from "./recent.js";

const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const results = document.getElementById("palette-results");
let asked = false, hasty = false; // results are on their way; Enter was pressed before they came
let before = null; // what stood first when they were asked for
const links = () => [...results.querySelectorAll("a")];

export function openPalette(text = "") {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    asked = hasty = false;
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
    results.replaceChildren();
    const head = results.appendChild(document.createElement("h2"));
    head.textContent = items.length ? results.dataset.recent : results.dataset.empty;
    const list = results.appendChild(document.createElement("ul"));
    list.className = "m-results";
    list.append(...items.map(row));
    choose(0);
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
    } else if (event.key === "Enter" && asked && !hasty) {
        event.preventDefault(); // what stands there still is not what was typed
        hasty = true;
    } else if (event.key === "Enter" && !asked && chosen() >= 0) {
        event.preventDefault();
        links()[chosen()].click();
    }
}

function typed() {
    asked = input.value.trim() !== "";
    hasty = false;
    before = results.firstElementChild;
    if (!asked) showRecent();
}

function came() {
    if (!dialog.open || (asked && results.firstElementChild === before)) return; // another part came
    asked = false;
    choose(0);
    if (hasty) links()[0]?.click();
    hasty = false;
}

if (dialog) {
    input.addEventListener("keydown", onKey);
    input.addEventListener("input", typed);
    document.addEventListener("htmx:after:swap", came);
    // The box on top opens the palette; without scripts it is a form of its own.
    const box = document.querySelector("[data-palette] input");
    box?.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        openPalette(box.value);
    });
    box?.addEventListener("input", () => openPalette(box.value));
}
