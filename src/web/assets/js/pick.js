// pick.js - <m-pick>: offers records by their title while one types, and notes the id of the
// one chosen. Without it the title alone is sent and the server looks it up.
const WAIT_MS = 120;

class Pick extends HTMLElement {
    connectedCallback() {
        [this.idInput, this.wasInput] = this.querySelectorAll("input[type=hidden]");
        this.input = this.querySelector("[role=combobox]");
        this.list = document.createElement("ul");
        this.list.className = "m-pick-list";
        this.list.role = "listbox";
        this.list.id = `${this.input.id}-list`;
        this.list.hidden = true;
        this.input.setAttribute("aria-controls", this.list.id);
        this.append(this.list);
        this.input.addEventListener("input", () => this.later());
        this.input.addEventListener("focus", () => this.later());
        this.input.addEventListener("keydown", (event) => this.key(event));
        this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
        this.list.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            this.choose(event.target.closest("[data-id]"));
        });
    }

    later() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), WAIT_MS);
    }

    async ask() {
        const typed = this.input.value === this.wasInput.value ? "" : this.input.value;
        const reply = await fetch(`${this.dataset.from}?q=${encodeURIComponent(typed)}`,
            { headers: { "HX-Request": "true" } });
        if (!reply.ok || document.activeElement !== this.input) return;
        this.list.innerHTML = await reply.text();
        this.list.hidden = false;
        this.input.setAttribute("aria-expanded", "true");
    }

    close() {
        this.list.hidden = true;
        this.input.setAttribute("aria-expanded", "false");
        this.input.removeAttribute("aria-activedescendant");
    }

    get options() { return [...this.list.querySelectorAll("[data-id]")]; }

    mark(by) {
        const options = this.options;
        const at = options.findIndex((option) => option.ariaSelected === "true");
        options.forEach((option) => option.ariaSelected = null);
        const next = options[(at + by + options.length) % options.length];
        if (!next) return;
        next.ariaSelected = "true";
        next.id ||= `${this.list.id}-${options.indexOf(next)}`;
        this.input.setAttribute("aria-activedescendant", next.id);
        next.scrollIntoView({ block: "nearest" });
    }

    choose(option) {
        if (!option) return;
        this.idInput.value = option.dataset.id;
        this.input.value = this.wasInput.value = option.dataset.title;
        this.close();
        this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    key(event) {
        if (this.list.hidden) return event.key === "ArrowDown" && this.ask();
        const marked = this.options.find((option) => option.ariaSelected === "true");
        if (event.key === "ArrowDown") this.mark(1);
        else if (event.key === "ArrowUp") this.mark(-1);
        else if (event.key === "Enter" && marked) this.choose(marked);
        else if (event.key === "Escape") this.close(), event.stopPropagation();
        else return;
        event.preventDefault();
    }
}
customElements.define("m-pick", Pick);
