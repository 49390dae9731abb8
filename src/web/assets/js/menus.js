// menus.js - menus made of <details> close when one looks elsewhere; the navigation folds.
const open = () => document.querySelectorAll("details.m-menu[open]");

document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest("[data-narrow]")) fold(event.target.closest("[data-narrow]"));
});

// What a menu's form asks for is on its way, perhaps as a file that leaves the page as it is.
document.addEventListener("submit", ({ target }) => {
    const menu = target.closest("details.m-menu");
    if (menu && !target.hasAttribute("hx-post")) menu.open = false;
});

document.addEventListener("keydown", (event) => {
    const menu = document.activeElement?.closest("details.m-menu[open]");
    if (!menu) return;
    if (event.key === "Escape") {
        menu.open = false;
        menu.querySelector("summary").focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(menu, event.key === "ArrowDown" ? 1 : -1);
    }
});

function step(menu, by) {
    const items = [...menu.querySelectorAll("a, button")];
    const at = items.indexOf(document.activeElement);
    items.at((at + by + items.length) % items.length)?.focus();
}

// Before anybody has said how it should be, the width of the window decides.
const folded = () => document.getElementById("side").clientWidth < 100;
const folder = document.querySelector("[data-narrow]");
folder?.setAttribute("aria-pressed", String(folded()));

// The server reads the cookie, so that the next page comes folded from the start.
function fold(button) {
    const narrow = !folded();
    document.body.classList.toggle("m-narrow", narrow);
    document.body.classList.toggle("m-broad", !narrow);
    button.setAttribute("aria-pressed", String(narrow));
    document.cookie = `side=${narrow ? "narrow" : "broad"}; Path=/; Max-Age=31536000; SameSite=Strict`;
}

// On a narrow screen the tab one is at may lie beyond the edge. Only the tabs are moved, never
// the page.
for (const tab of document.querySelectorAll(".m-tabs > [aria-current]")) {
    const bar = tab.parentElement.getBoundingClientRect(), at = tab.getBoundingClientRect();
    if (at.left < bar.left) tab.parentElement.scrollLeft += at.left - bar.left;
    if (at.right > bar.right) tab.parentElement.scrollLeft += at.right - bar.right;
}
