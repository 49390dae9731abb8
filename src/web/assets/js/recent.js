// recent.js - the records seen lately on this device, for the empty palette. Log-out clears
// the storage (Clear-Site-Data), and so does the log-in page.
const KEY = "recent";
const MOST = 8;
const RECORD = /^\/[a-z_]+\/[0-9A-HJKMNP-TV-Z]{13}$/;

export function recentItems() {
    try {
        return JSON.parse(localStorage.getItem(KEY) ?? "[]");
    } catch {
        return [];
    }
}

function remember(path, title) {
    const others = recentItems().filter((item) => item.path !== path);
    localStorage.setItem(KEY, JSON.stringify([{ path, title }, ...others].slice(0, MOST)));
}

const heading = document.querySelector("main h1");
try {
    if (document.body.classList.contains("m-outside")) localStorage.removeItem(KEY);
    else if (heading && RECORD.test(location.pathname))
        remember(location.pathname, (heading.querySelector("bdi") ?? heading).textContent.trim());
} catch { /* no storage here, as in a frame of another site */ }
