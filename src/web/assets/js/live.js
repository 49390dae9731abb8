// live.js - <m-live src="/events">: hears of new notifications and of work that goes on.
// The events carry numbers and short texts; parts of the page ask for themselves anew.
import htmx from "htmx.org/dist/htmx.esm.js";
import { showToast } from "./toasts.js";

customElements.define("m-live", class extends HTMLElement {
    connectedCallback() {
        this.watch = () => (document.hidden ? this.close() : this.open());
        document.addEventListener("visibilitychange", this.watch);
        this.watch();
    }

    disconnectedCallback() {
        document.removeEventListener("visibilitychange", this.watch);
        this.close();
    }

    open() {
        if (this.source) return;
        this.source = new EventSource(this.getAttribute("src"));
        this.source.addEventListener("unread", (e) => this.unread(JSON.parse(e.data)));
        this.source.addEventListener("job", (e) => this.job(JSON.parse(e.data)));
    }

    close() {
        this.source?.close();
        this.source = null;
    }

    unread({ count, words, latest, path }) {
        const bell = document.getElementById("bell");
        bell.toggleAttribute("data-new", count > 0);
        bell.setAttribute("aria-label", words);
        bell.title = words;
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
