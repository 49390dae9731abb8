// visit.js - a site embeds it by one line and it tells, from then on, which page is looked at and where
// the visitor came from; the request form on the page learns of it. Nothing is told before the visitor
// agreed, and nothing where the browser asks not to be followed. The visit's name is random and lives
// as long as the tab. It stands in pages of others: no library, nothing in their names but `moshtari`.
const script = document.currentScript;
const home = new URL(script.src).origin;
const BEAT_MS = 15_000;
const NAME = "moshtari-visit", TALK = "moshtari-talk";
let told = "", toldAt = 0, name;

function makeName() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").slice(0, 22);
}

// Kept as long as the tab; where there is no storage, each page is a visit.
function kept(key) {
    try {
        return sessionStorage.getItem(key) ?? "";
    } catch {
        return "";
    }
}

function keep(key, value) {
    try {
        sessionStorage.setItem(key, value);
    } catch { /* no storage here */ }
    return value;
}

function tell() {
    if (document.visibilityState !== "visible") return;
    const page = location.origin + location.pathname, words = new URLSearchParams(location.search);
    if (page === told && Date.now() - toldAt < BEAT_MS) return;
    told = page;
    toldAt = Date.now();
    const elsewhere = document.referrer.startsWith(location.origin) ? "" : document.referrer;
    const body = new URLSearchParams({ visit: name, page, title: document.title, referrer: elsewhere,
        source: words.get("utm_source") ?? "", medium: words.get("utm_medium") ?? "",
        campaign: words.get("utm_campaign") ?? "" });
    fetch(`${home}/visit`, { method: "POST", mode: "no-cors", credentials: "omit", keepalive: true, body })
        .catch(() => { told = ""; });
}

const answer = (frame) => frame.postMessage({ moshtari: "visit", name, talk: kept(TALK) }, home);

function begin() {
    if (name || navigator.doNotTrack === "1" || navigator.globalPrivacyControl) return;
    name = kept(NAME) || keep(NAME, makeName());
    tell();
    setInterval(tell, 1000);
    document.addEventListener("visibilitychange", tell);
    for (const frame of document.querySelectorAll("iframe"))
        if (frame.src.startsWith(`${home}/form/`)) answer(frame.contentWindow);
}

function fit(frame, height) {
    for (const each of document.querySelectorAll("iframe"))
        if (each.contentWindow === frame && height > 0) each.style.height = `${Math.ceil(height)}px`;
}

window.addEventListener("message", (event) => {
    if (event.origin === home && event.data?.moshtari === "height") fit(event.source, event.data.height);
    if (!name || event.origin !== home) return;
    if (event.data?.moshtari === "visit?") answer(event.source);
    if (event.data?.moshtari === "talk") keep(TALK, event.data.path);
});
window.moshtari = { consent: begin };
if (script.dataset.consent === "given") begin();
