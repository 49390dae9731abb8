// menus.js - menus made of <details> close when one looks elsewhere; the navigation folds.
const open = () => document.querySelectorAll("details.m-menu[open]");

document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest("[data-narrow]")) fold(event.target.closest("[data-narrow]"));
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

// The server reads the cookie, so that the next page comes folded from the start.
function fold(button) {
    const narrow = document.body.classList.toggle("m-narrow");
    button.setAttribute("aria-pressed", String(narrow));
    document.cookie = `side=${narrow ? "narrow" : "wide"}; Path=/; Max-Age=31536000; SameSite=Strict`;
}

// On a narrow screen the tab one is at may lie beyond the edge.
for (const tab of document.querySelectorAll(".m-tabs > [aria-current]"))
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
