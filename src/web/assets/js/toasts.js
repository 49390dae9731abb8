// toasts.js - short words that leave by themselves, unless one is reading or reaching them.
const STAY_MS = 7000;

function leave(toast) {
    setTimeout(() => {
        if (toast.matches(":hover, :focus-within")) leave(toast);
        else toast.remove();
    }, STAY_MS);
}

export function showToast(text, path) {
    const toast = document.createElement("div");
    toast.className = "m-toast";
    const words = toast.appendChild(document.createElement(path ? "a" : "span"));
    words.dir = "auto";
    words.textContent = text;
    if (path) words.href = path;
    document.getElementById("toasts")?.append(toast);
    leave(toast);
}

document.querySelectorAll(".m-toast").forEach(leave);
document.addEventListener("click", (event) => {
    if (event.target.closest(".m-toast [data-close]")) event.target.closest(".m-toast").remove();
});
