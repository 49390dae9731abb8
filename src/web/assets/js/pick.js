// pick.js - <m-pick> offers records by their title while one types, and notes the id of the
// one chosen; <m-picks> does it for several. Without them titles alone are sent and the server
// looks them up.
const WAIT_MS = 120;

// A line with a list of offers below it. Whoever extends it says what is asked and what
// choosing does.
class Offers extends HTMLElement {
    offersFor(input) {
        this.input = input;
        this.list = document.createElement("ul");
        this.list.className = "m-pick-list";
        this.list.role = "listbox";
        this.list.id = `${input.id}-list`;
        this.list.hidden = true;
        input.setAttribute("aria-controls", this.list.id);
        this.append(this.list);
        input.addEventListener("input", () => this.later());
        input.addEventListener("focus", () => this.later());
        input.addEventListener("keydown", (event) => this.key(event));
        input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
        this.list.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            this.take(event.target.closest("[data-id]"));
        });
    }

    later() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), WAIT_MS);
    }

    // An answer that was overtaken by a later one is not shown.
    async ask() {
        const turn = this.turn = (this.turn ?? 0) + 1, asked = this.asked;
        const reply = await fetch(`${this.dataset.from}?q=${encodeURIComponent(asked)}`,
            { headers: { "HX-Request": "true" } }).catch(() => null);
        if (!reply?.ok || turn !== this.turn || document.activeElement !== this.input) return;
        this.list.innerHTML = await reply.text();
        this.list.dataset.asked = asked;
        this.list.hidden = false;
        this.input.setAttribute("aria-expanded", "true");
    }

    close() {
        clearTimeout(this.timer);
        this.turn++;
        this.list.hidden = true;
        this.input.setAttribute("aria-expanded", "false");
        this.input.removeAttribute("aria-activedescendant");
    }

    get options() { return [...this.list.querySelectorAll("[data-id]")]; }
    get marked() { return this.options.find((option) => option.ariaSelected === "true"); }

    mark(by) {
        const options = this.options, at = options.indexOf(this.marked);
        options.forEach((option) => option.ariaSelected = null);
        const next = options[(Math.max(at, by < 0 ? 0 : -1) + by + options.length) % options.length];
        if (!next) return;
        next.ariaSelected = "true";
        next.id ||= `${this.list.id}-${options.indexOf(next)}`;
        this.input.setAttribute("aria-activedescendant", next.id);
        next.scrollIntoView({ block: "nearest" });
    }

    take(option) {
        if (!option) return;
        this.choose(option.dataset.id, option.dataset.title);
        this.close();
        this.changed();
    }

    // For drafts and whoever else watches the form; the line itself does not ask again.
    changed() {
        for (const type of ["input", "change"]) this.dispatchEvent(new Event(type, { bubbles: true }));
    }

    key(event) {
        if (this.list.hidden) {
            if (event.key !== "ArrowDown") return;
            this.ask();
        } else if (event.key === "ArrowDown") this.mark(1);
        else if (event.key === "ArrowUp") this.mark(-1);
        else if (event.key === "Enter" && this.marked) this.take(this.marked);
        else if (event.key === "Escape") this.close(), event.stopPropagation();
        else return;
        event.preventDefault();
    }
}

class Pick extends Offers {
    connectedCallback() {
        if (this.input) return;
        [this.idInput, this.wasInput] = this.querySelectorAll("input[type=hidden]");
        this.offersFor(this.querySelector("[role=combobox]"));
    }

    get asked() { return this.input.value === this.wasInput.value ? "" : this.input.value; }

    choose(id, title) {
        this.idInput.value = id;
        this.input.value = this.wasInput.value = title;
    }
}
customElements.define("m-pick", Pick);

class Picks extends Offers {
    connectedCallback() {
        if (this.input) return;
        this.lines = this.querySelector("textarea");
        this.marks = this.querySelector(".m-picked");
        const items = [...this.marks.children].map((item) => [item.dataset.id, item.textContent]);
        this.marks.replaceChildren(...items.map(([id, title]) => this.markOf(id, title)));
        this.marks.hidden = false;
        this.lines.hidden = true;
        this.offersFor(this.line());
        this.write();
        this.marks.addEventListener("click", (event) => this.drop(event.target.closest("button")?.parentElement));
        this.input.addEventListener("keydown", (event) => this.lineKey(event));
        this.input.addEventListener("input", () => this.write());
        this.closest("form")?.addEventListener("draft", () => this.read());
    }

    // The line takes the name for readers, and the place of the cursor, from the lines.
    line() {
        const input = document.createElement("input");
        const { lines } = this;
        input.className = "form-control";
        input.type = "text";
        input.role = "combobox";
        input.dir = "auto";
        input.autocomplete = "off";
        input.placeholder = this.dataset.example;
        for (const name of ["aria-label", "aria-describedby", "aria-invalid", "autofocus"])
            if (lines.hasAttribute(name)) input.setAttribute(name, lines.getAttribute(name));
        input.setAttribute("aria-expanded", "false");
        input.setAttribute("aria-autocomplete", "list");
        input.id = lines.id;
        lines.removeAttribute("id");
        lines.required = false;
        lines.after(input);
        if (input.autofocus) input.focus();
        return input;
    }

    markOf(id, title) {
        const item = document.createElement("li");
        item.className = "m-chip m-on";
        item.dataset.id = id;
        item.append(document.createElement("bdi"), document.createElement("button"));
        item.firstChild.textContent = title;
        item.lastChild.type = "button";
        item.lastChild.className = "m-chip-remove";
        item.lastChild.textContent = "×";
        item.lastChild.setAttribute("aria-label", this.dataset.remove.replace("{what}", title));
        return item;
    }

    get asked() { return this.input.value; }

    choose(id, title) {
        if (!this.marks.querySelector(`[data-id="${CSS.escape(id)}"]`)) this.marks.append(this.markOf(id, title));
        this.input.value = "";
        this.write();
    }

    drop(item) {
        if (!item) return;
        item.remove();
        this.write();
        this.input.focus();
        this.changed();
    }

    // A line is an id and its title, or what is still being typed: the server looks that up, or
    // says that it cannot.
    write() {
        const lines = [...this.marks.children].map((item) => `${item.dataset.id}\t${item.firstChild.textContent}`);
        this.lines.value = [...lines, this.input.value.trim()].filter(Boolean).join("\n");
    }

    // A draft was put back into the lines.
    read() {
        const lines = this.lines.value.split("\n").map((line) => line.split("\t"));
        this.marks.replaceChildren(...lines.filter(([, title]) => title).map(([id, title]) => this.markOf(id, title)));
        this.input.value = lines.find(([text, title]) => text && !title)?.[0] ?? "";
    }

    // Enter takes the best offer for what was typed; Backspace in an empty line the last mark.
    lineKey(event) {
        if (event.key === "Backspace" && !this.input.value) this.drop(this.marks.lastElementChild);
        if (event.key !== "Enter" || event.defaultPrevented || !this.input.value.trim() || !this.options[0]) return;
        event.preventDefault();
        this.take(this.options[0]);
    }
}
customElements.define("m-picks", Picks);
