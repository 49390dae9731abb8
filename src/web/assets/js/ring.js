// ring.js - requests that ring at this person: a card in the corner of every page, a sound, a title
// that blinks, a word on the desktop where that is allowed; "a" accepts, as its button does.
const SOUND_EVERY_MS = 2500, BLINK_MS = 1000;
const TONES = [880, 1175];
let ringing = [], sounding, blinking, title, audio;

function sound() {
    try {
        audio ??= new AudioContext();
        TONES.forEach((pitch, i) => {
            const tone = audio.createOscillator(), loud = audio.createGain();
            const from = audio.currentTime + i * 0.18;
            tone.frequency.value = pitch;
            loud.gain.setValueAtTime(0.12, from);
            loud.gain.exponentialRampToValueAtTime(0.001, from + 0.35);
            tone.connect(loud).connect(audio.destination);
            tone.start(from);
            tone.stop(from + 0.35);
        });
    } catch { /* no sound here */ }
}

function blink(words) {
    const own = document.title === words;
    if (!own) title = document.title;
    document.title = own ? title : words;
}

function quiet() {
    clearInterval(sounding);
    clearInterval(blinking);
    if (title !== undefined) document.title = title;
    sounding = blinking = title = undefined;
}

function notify(card) {
    if (globalThis.Notification?.permission !== "granted") return;
    const [head, asks] = card.querySelectorAll("b, .m-lines");
    const told = new Notification(head.textContent, { body: asks.textContent, tag: card.dataset.ring });
    told.addEventListener("click", () => window.focus());
}

// The bar runs out with the time.
function count(card) {
    const bar = card.querySelector("[data-left]"), seconds = Number(bar.dataset.left);
    bar.animate([{ inlineSize: "100%" }, { inlineSize: "0" }], { duration: seconds * 1000, fill: "forwards" });
    const ask = card.querySelector("[data-notify]");
    ask.hidden = globalThis.Notification?.permission !== "default";
    ask.addEventListener("click", async () => { ask.hidden = await Notification.requestPermission() !== "default"; });
}

function show(place) {
    const cards = [...place.querySelectorAll("[data-ring]")];
    const fresh = cards.filter((card) => !ringing.includes(card.dataset.ring));
    ringing = cards.map((card) => card.dataset.ring);
    cards.forEach(count);
    fresh.forEach(notify);
    if (!cards.length) return quiet();
    if (!fresh.length || sounding) return;
    const words = cards[0].querySelector("b").textContent;
    sound();
    sounding = setInterval(sound, SOUND_EVERY_MS);
    blinking = setInterval(() => blink(words), BLINK_MS);
}

/** Draw the cards anew; `some` says whether there are any. */
export async function ring(some) {
    const place = document.getElementById("calls");
    if (!some && !place.childElementCount) return;
    const reply = some ? await fetch("/calls", { headers: { "HX-Request": "true" } }) : null;
    if (reply && !reply.ok) return;
    place.innerHTML = reply ? await reply.text() : "";
    show(place);
}

document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-pass]")) return;
    event.preventDefault();
    await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target)), redirect: "manual" });
    ring(true);
});
