// attach.js - <m-attach>: files that are chosen go to the server at once, in pieces and again
// from where they stopped; the form then only carries their ids. Where no script runs, the
// form carries the file itself.
import { sendPieces } from "./pieces.js";

class Attach extends HTMLElement {
    connectedCallback() {
        this.input = this.querySelector('input[type="file"]');
        this.list = this.querySelector(".m-attached");
        this.kept = this.querySelector('input[type="hidden"]'); // of a field that holds one file
        this.before = this.kept?.value;
        this.input.addEventListener("change", () => this.take([...this.input.files]));
    }

    // Until they have arrived the form stays; those that came earlier stay chosen.
    async take(files) {
        const form = this.input.form;
        const buttons = [...form.querySelectorAll("button:not([type=button])")];
        this.input.value = "";
        if (!this.input.multiple) this.list.replaceChildren();
        for (const button of buttons) button.disabled = true;
        const sent = await Promise.all(files.map((file) => this.send(file)));
        for (const button of buttons) button.disabled = false;
        if ("sends" in this.dataset && sent.length && sent.every(Boolean)) form.submit();
    }

    async send(file) {
        const row = this.row(file.name);
        try {
            const about = { name: file.name, type: file.type, size: file.size };
            const { id } = await sendPieces("/files", about, file, (part) => {
                row.bar.style.inlineSize = `${Math.round(part * 100)}%`;
            });
            row.field.value = id;
            return true;
        } catch (error) {
            row.item.classList.add("m-bad");
            row.name.textContent = `${file.name}: ${error.told ?? this.dataset.failed}`;
            return false;
        }
    }

    row(name) {
        const item = document.createElement("li");
        const parts = ["bdi", "span", "button"].map((tag) =>
            item.appendChild(document.createElement(tag)));
        const [said, progress, remove] = parts;
        const field = this.kept ?? item.appendChild(document.createElement("input"));
        said.textContent = name;
        progress.className = "m-progress";
        Object.assign(remove, { type: "button", className: "m-icon-button", textContent: "×" });
        remove.setAttribute("aria-label", `${this.dataset.remove}: ${name}`);
        remove.addEventListener("click", () => {
            item.remove();
            if (this.kept) this.kept.value = this.before;
        });
        if (!this.kept) Object.assign(field, { type: "hidden", name: this.dataset.name });
        this.list.append(item);
        return { item, name: said, field, bar: progress.appendChild(document.createElement("span")) };
    }
}
customElements.define("m-attach", Attach);
