// board.js - <m-board>: cards are dragged by mouse or touch. A move is the card's own form,
// sent in its place; what comes back is the card, with the reason if it was refused.
class Board extends HTMLElement {
    async connectedCallback() {
        const { default: Sortable } = await import(this.dataset.script);
        for (const column of this.querySelectorAll(".m-column"))
            Sortable.create(column, {
                group: "cards", draggable: ".m-card", handle: ".m-card", delay: 150,
                delayOnTouchOnly: true, filter: "a, button, summary", preventOnFilter: false,
                onEnd: (event) => this.moved(event),
            });
    }

    async moved({ item, from, to, oldDraggableIndex }) {
        if (from === to) return;
        const form = item.querySelector("form");
        const body = new URLSearchParams(new FormData(form));
        body.set("to", to.dataset.to);
        const reply = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } })
            .catch(() => null);
        const card = document.createElement("template");
        card.innerHTML = reply ? await reply.text() : "";
        const fresh = card.content.querySelector(".m-card");
        if (fresh) item.replaceWith(fresh);
        if (reply?.ok) return this.count(from, to);
        const others = [...from.querySelectorAll(".m-card")];
        from.insertBefore(fresh ?? item, others[oldDraggableIndex] ?? null);
    }

    // The heads follow; the sums of money are the server's and wait for the next page.
    count(from, to) {
        for (const [column, by] of [[from, -1], [to, 1]]) {
            const head = column.querySelector(".m-count");
            const n = Number(head.dataset.n) + by;
            head.dataset.n = n;
            head.textContent = n.toLocaleString(document.documentElement.lang);
        }
    }
}
customElements.define("m-board", Board);
