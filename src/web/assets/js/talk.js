// talk.js - <m-news src="…" for="…">: what it names draws itself again when the stream tells of news, as a
// visitor's side of a talk does; what is said leaves its field empty, on either side.
import htmx from "htmx.org/dist/htmx.esm.js";

customElements.define("m-news", class extends HTMLElement {
    connectedCallback() {
        this.source = new EventSource(this.getAttribute("src"));
        this.source.addEventListener("news", () => htmx.trigger(`#${this.getAttribute("for")}`, "news"));
    }

    disconnectedCallback() {
        this.source.close();
    }
});

document.addEventListener("htmx:after:request", ({ detail, target }) => {
    if (target.matches?.("form[data-says]") && detail.ctx.response?.status < 400) target.reset();
});
// Enter sends, Shift+Enter begins a line.
document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    const form = event.target.closest?.("form[data-says]");
    if (!form || !event.target.matches("textarea")) return;
    event.preventDefault();
    if (event.target.value.trim()) form.requestSubmit();
});
