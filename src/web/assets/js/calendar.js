// calendar.js - <m-calendar>: tasks and deals are dragged to another day or hour, by mouse or by a
// finger that rests on them, or moved by Alt and an arrow; a press on a free place opens the form of a new task here. Without it all of that is
// done by links and forms of their own.
import htmx from "htmx.org/dist/htmx.esm.js";

customElements.define("m-calendar", class extends HTMLElement {
    connectedCallback() {
        this.addEventListener("dragstart", (e) => this.drag(e));
        this.addEventListener("dragover", (e) => this.over(e));
        this.addEventListener("dragleave", (e) => this.place(e)?.classList.remove("m-dropping"));
        this.addEventListener("drop", (e) => this.drop(e));
        this.addEventListener("touchstart", (e) => this.touch(e), { passive: true });
        this.addEventListener("touchmove", (e) => this.carry(e), { passive: false });
        this.addEventListener("touchend", (e) => this.release(e), { passive: false });
        this.addEventListener("contextmenu", (e) => this.held && e.preventDefault());
        this.addEventListener("keydown", (e) => this.key(e));
        this.addEventListener("click", (e) => this.click(e));
    }

    place(event) {
        return event.target.closest("[data-hour]") ?? event.target.closest("[data-day]");
    }

    drag(event) {
        const entry = event.target.closest("[data-move]");
        if (!entry) return;
        this.dragged = entry;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", entry.textContent);
    }

    over(event) {
        const place = this.dragged && this.place(event);
        if (!place) return;
        event.preventDefault();
        place.classList.add("m-dropping");
    }

    drop(event) {
        const place = this.dragged && this.place(event);
        if (!place) return;
        event.preventDefault();
        const day = place.closest("[data-day]").dataset.day;
        const hour = place.dataset.hour;
        this.move(this.dragged.dataset.move, hour === undefined ? day : `${day} ${hour}:00`);
        this.dragged = null;
    }

    // Along the line is a day, down is a week in a month and an hour in a week.
    key(event) {
        const entry = event.target.closest?.("[data-move]");
        const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!entry || !event.altKey || (!along && !down)) return;
        event.preventDefault();
        const days = [...this.querySelectorAll("[data-day]")];
        const at = days.indexOf(entry.closest("[data-day]"));
        const turned = document.dir === "rtl" ? -1 : 1;
        const hour = entry.closest("[data-hour]");
        if (down && hour) return this.move(entry.dataset.move, `${days[at].dataset.day} ${Number(hour.dataset.hour) + down}:00`);
        const to = days[at + (along ? along * turned : down * 7)];
        if (to) this.move(entry.dataset.move, to.dataset.day);
    }

    // A finger that rests on an entry takes it along.
    touch(event) {
        const entry = event.target.closest("[data-move]");
        clearTimeout(this.resting);
        if (!entry || event.touches.length !== 1) return;
        this.resting = setTimeout(() => (this.held = entry), 200);
    }

    carry(event) {
        if (!this.held) return clearTimeout(this.resting);
        event.preventDefault();
        const { clientX, clientY } = event.touches[0];
        this.querySelector(".m-dropping")?.classList.remove("m-dropping");
        this.under = document.elementFromPoint(clientX, clientY);
        if (this.under && this.contains(this.under)) this.place({ target: this.under })?.classList.add("m-dropping");
    }

    release(event) {
        clearTimeout(this.resting);
        if (!this.held) return;
        event.preventDefault(); // no click follows
        this.dragged = this.held;
        this.held = null;
        if (this.under && this.contains(this.under)) this.drop({ target: this.under, preventDefault() {} });
    }

    async move(path, to) {
        const body = new URLSearchParams({ to, _token: this.dataset.token });
        const answer = await fetch(path, { method: "POST", body, headers: { "HX-Request": "true" } });
        if (!answer.ok) return location.reload();
        await htmx.ajax("GET", location.pathname + location.search, { target: this, swap: "outerHTML" });
        document.querySelector(`m-calendar [data-move="${path}"]`)?.focus();
    }

    // The form comes into the dialog; with a modifier, or on failure, the link is followed.
    async click(event) {
        const link = event.target.closest("[data-new-task]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const dialog = this.querySelector("dialog");
        const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
        if (!answer.ok) return void (location.href = link.href);
        dialog.innerHTML = await answer.text();
        htmx.process(dialog);
        dialog.showModal();
    }
});
