// live.js - <m-live src="/events">: hears of new notifications and of work that goes on.
// The events carry numbers and short texts; parts of the page ask for themselves anew.
import htmx from "htmx.org/dist/htmx.esm.js";
import { ring } from "./ring.js";
import { showToast } from "./toasts.js";

const HERE_EVERY_MS = 60_000; // modules/requests/candidates.h counts on it

const told = new BroadcastChannel("live");
const title = document.title;

customElements.define("m-live", class extends HTMLElement {
    // A page that is looked at listens; of those that are not, one does for all of them.
    connectedCallback() {
        this.watch = () => (document.hidden && !this.leads ? this.close() : this.open());
        document.addEventListener("visibilitychange", this.watch);
        told.onmessage = ({ data }) => this.source || this.unread(data);
        navigator.locks?.request("live", () => {
            this.leads = true;
            this.watch();
            return new Promise(() => {}); // until the page is left
        });
        this.watch();
    }

    disconnectedCallback() {
        document.removeEventListener("visibilitychange", this.watch);
        this.close();
    }

    open() {
        if (this.source) return;
        this.source = new EventSource(this.getAttribute("src"));
        this.source.addEventListener("unread", (e) => {
            this.unread(JSON.parse(e.data));
            told.postMessage(JSON.parse(e.data));
        });
        this.source.addEventListener("job", (e) => this.job(JSON.parse(e.data)));
        this.source.addEventListener("calls", (e) => this.calls(JSON.parse(e.data)));
        this.sayHere();
        this.beat = setInterval(() => this.sayHere(), HERE_EVERY_MS);
    }

    // Requests ring only at who is here.
    sayHere() {
        const path = this.getAttribute("here"), token = document.querySelector('meta[name="form-token"]')?.content;
        if (path) fetch(path, { method: "POST", headers: { "X-Form-Token": token } }).catch(() => {});
    }

    // A request that a page shows draws itself again when something about it is new.
    calls({ count, requests }) {
        const all = JSON.stringify([count, requests]);
        if (all === this.known) return;
        this.known = all;
        ring(count > 0);
        const shown = document.querySelector("[data-request]");
        if (shown && (requests[shown.dataset.request] ?? 0) !== Number(shown.dataset.changed)) htmx.trigger(shown, "news");
    }

    close() {
        clearInterval(this.beat);
        this.source?.close();
        this.source = null;
    }

    unread({ count, shown, words, latest, path }) {
        const bell = document.getElementById("bell");
        bell.toggleAttribute("data-new", count > 0);
        bell.setAttribute("aria-label", words);
        bell.title = words;
        document.title = count ? `(${shown}) ${title}` : title;
        if (this.count !== undefined && count > this.count) showToast(latest, path);
        this.count = count;
    }

    // A job's row draws itself again; its bar moves between two drawings.
    job({ id, percent, over }) {
        const row = document.getElementById(`job-${id}`);
        if (!row) return;
        const bar = row.querySelector(".m-progress > span");
        if (bar) bar.style.inlineSize = `${percent}%`;
        if (over || !bar) htmx.trigger(row, "job");
        else row.querySelector("[data-percent]")?.replaceChildren(document.createTextNode(`${percent.toLocaleString(document.documentElement.lang)}%`));
    }
});
