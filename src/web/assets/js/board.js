// board.js - <m-board>: cards are moved by mouse, touch, keys or their menu. A move is the
// card's own form, sent in its place; what comes back is the card, the heads of both columns
// and a sentence; or the card with the reason for which it stays.
class Board extends HTMLElement {
    async connectedCallback() {
        this.addEventListener("keydown", (event) => this.key(event));
        this.addEventListener("submit", (event) => this.chosen(event));
        this.addEventListener("click", (event) => this.wanted(event));
        const { default: Sortable } = await import(this.dataset.script);
        for (const column of this.columns)
            Sortable.create(column, {
                group: "cards", draggable: ".m-card", delay: 150, delayOnTouchOnly: true,
                filter: "a, button, summary", preventOnFilter: false,
                onEnd: ({ item, from, to, oldDraggableIndex }) => {
                    const before = from.querySelectorAll(".m-card")[oldDraggableIndex] ?? null;
                    if (from !== to) this.settle(item, { column: from, before });
                },
            });
    }

    get columns() { return [...this.querySelectorAll(".m-column")]; }

    // One of the columns in the menu of a card.
    chosen(event) {
        const card = event.target.closest(".m-card");
        const to = this.columns.find((column) => column.dataset.to === event.submitter?.value);
        if (!card || !to) return;
        event.preventDefault();
        this.put(card, to);
    }

    // More of a column: a click that opens no other window.
    wanted(event) {
        const link = event.target.closest("[data-next]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.next(link);
    }

    // The next cards, and where to go on, in the place of the link that asked for them. What
    // was moved here meanwhile stands here already.
    async next(link) {
        const reply = await fetch(link.dataset.next, { headers: { "HX-Request": "true" } });
        const part = document.createElement("template");
        part.innerHTML = reply.ok ? await reply.text() : "";
        const cards = [...part.content.querySelectorAll(".m-card")];
        if (!cards.length) return location.assign(link.href);
        for (const card of cards)
            if (this.querySelector(`.m-card[data-id="${card.dataset.id}"]`)) card.remove();
        const focused = link === document.activeElement, first = part.content.querySelector(".m-card, a");
        link.replaceWith(part.content);
        if (focused) first?.focus();
    }

    // To the top of a column.
    put(card, to) {
        const home = { column: card.closest(".m-column"), before: card.nextElementSibling };
        if (to === home.column) return;
        const focused = card.contains(document.activeElement);
        to.querySelector(".m-column-head").after(card);
        if (focused) card.focus();
        this.settle(card, home);
    }

    async ask(card, to) {
        const form = card.querySelector("form");
        const body = new URLSearchParams(new FormData(form));
        body.set("to", to);
        const reply = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
        return { ok: reply.ok, html: await reply.text() };
    }

    // The card stands in its new column already; `home` is where it came from.
    async settle(card, home) {
        const { ok, html } = await this.ask(card, card.closest(".m-column").dataset.to)
            .catch(() => ({ ok: false, html: "" }));
        const part = document.createElement("template");
        part.innerHTML = html;
        const fresh = part.content.querySelector(".m-card") ?? this.failed(card);
        const focused = card.contains(document.activeElement);
        if (!ok) home.column.insertBefore(card, home.before);
        card.replaceWith(fresh);
        if (focused) fresh.focus();
        for (const head of part.content.querySelectorAll(".m-column-head"))
            document.getElementById(head.id)?.replaceWith(head);
        this.querySelector("#board-said").textContent = part.content.querySelector("#board-said")?.textContent ?? "";
    }

    // Nothing came back that could say why.
    failed(card) {
        const same = card.cloneNode(true);
        same.querySelector(".m-problem")?.remove();
        const reason = same.appendChild(document.createElement("p"));
        reason.className = "m-problem";
        reason.role = "alert";
        reason.textContent = this.dataset.failed;
        return same;
    }

    // Arrows go from card to card; with Shift they take the card along to the next column.
    key(event) {
        const card = event.target;
        if (!card.matches?.(".m-card") || event.ctrlKey || event.metaKey || event.altKey) return;
        const rtl = getComputedStyle(this).direction === "rtl";
        const across = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
        const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (across) this.across(card, across, event.shiftKey);
        else if (along && !event.shiftKey) this.along(card, along);
        else if (event.key === "Enter") card.querySelector("a").click();
        else return;
        event.preventDefault();
    }

    along(card, by) {
        const cards = [...card.closest(".m-column").querySelectorAll(".m-card")];
        const next = by > 0 ? card.closest(".m-column").querySelector("[data-next]") : null;
        (cards[cards.indexOf(card) + by] ?? next)?.focus();
    }

    across(card, by, taking) {
        const columns = this.columns;
        let at = columns.indexOf(card.closest(".m-column")) + by;
        if (taking) return columns[at] && card.querySelector("form") && this.put(card, columns[at]);
        while (columns[at] && !columns[at].querySelector(".m-card")) at += by;
        columns[at]?.querySelector(".m-card").focus();
    }
}
customElements.define("m-board", Board);
