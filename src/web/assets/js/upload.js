// upload.js - <m-upload>: sends a large file in pieces with a bar, and again from where it
// stopped. The form inside works without it, up to the size of one request.
import { announce, sendRest } from "./pieces.js";

class Upload extends HTMLElement {
    connectedCallback() {
        this.form = this.querySelector("form");
        this.input = this.form.elements.file;
        this.input.addEventListener("change", () => this.name());
        this.form.addEventListener("submit", (event) => {
            event.preventDefault();
            const file = this.input.files[0];
            if (file) this.send(file).catch((error) => this.fail(error.told ?? this.dataset.failed));
        });
        for (const kind of ["dragover", "dragleave", "drop"])
            this.form.addEventListener(kind, (event) => this.drag(event));
    }

    // A file let fall anywhere on the form is the chosen one.
    drag(event) {
        event.preventDefault();
        this.classList.toggle("m-over", event.type === "dragover");
        if (event.type !== "drop" || !event.dataTransfer.files.length) return;
        this.input.files = event.dataTransfer.files;
        this.name();
    }

    name() {
        const shown = this.querySelector("output bdi");
        this.unchosen ??= shown.textContent;
        shown.textContent = this.input.files[0]?.name ?? this.unchosen;
        this.place = undefined; // another file begins anew
    }

    async send(file) {
        this.busy(true);
        this.place ??= await this.begin(file);
        this.show(this.place.at / file.size);
        await sendRest(this.place, file, (part) => this.show(part));
        this.input.disabled = true;
        this.form.enctype = "application/x-www-form-urlencoded";
        this.form.action = `${this.place.path}/read`;
        this.form.submit();
    }

    // What arrived earlier is gone on with; else the server is told of a new file.
    begin(file) {
        const { path, at, size } = this.dataset;
        if (path && Number(size) === file.size) return { path, at: Number(at) };
        const entity = this.form.elements.entity?.value ?? this.dataset.entity;
        return announce("/import", { entity, name: file.name, size: file.size });
    }

    show(part) {
        const bar = this.querySelector(".m-progress");
        const percent = Math.round(part * 100);
        bar.hidden = false;
        bar.setAttribute("aria-valuenow", percent);
        bar.firstElementChild.style.inlineSize = `${percent}%`;
    }

    busy(on) {
        this.form.querySelector("button").disabled = on;
        this.querySelector("[role=alert]").hidden = true;
    }

    fail(text) {
        this.busy(false);
        const alert = this.querySelector("[role=alert]");
        alert.textContent = text;
        alert.hidden = false;
    }
}
customElements.define("m-upload", Upload);
