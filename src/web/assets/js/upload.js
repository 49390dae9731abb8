// upload.js - <m-upload>: sends a large file in pieces with a bar, and again from where it
// stopped. The form inside works without it, up to the size of one request.
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

class Upload extends HTMLElement {
    connectedCallback() {
        this.form = this.querySelector("form");
        this.form.addEventListener("submit", (event) => {
            const file = this.form.elements.file.files[0];
            if (!file) return;
            event.preventDefault();
            this.send(file).catch(() => this.fail(this.dataset.failed));
        });
    }

    ask(method, path, body) {
        const headers = { "X-Form-Token": this.form.elements._token.value };
        return fetch(path, { method, body, headers });
    }

    async send(file) {
        this.busy(true);
        const place = this.place ?? (await this.begin(file));
        if (!place) return;
        this.place = place;
        while (place.at < file.size) {
            const piece = file.slice(place.at, place.at + (place.piece ?? 262144));
            const reply = await this.put(`${place.path}?offset=${place.at}`, piece);
            place.at = reply.at;
            this.show(place.at / file.size);
        }
        this.form.elements.file.disabled = true;
        this.form.enctype = "application/x-www-form-urlencoded";
        this.form.action = `${place.path}/read`;
        this.form.submit();
    }

    // What arrived earlier is gone on with; else the server is told of a new file.
    async begin(file) {
        const { path, at, size } = this.dataset;
        if (path && Number(size) === file.size) return { path, at: Number(at) };
        const body = new URLSearchParams({
            entity: this.form.elements.entity?.value ?? "", name: file.name, size: file.size,
        });
        const reply = await this.ask("POST", "/import", body);
        if (reply.ok) return reply.json();
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        this.fail(page.querySelector("main p[dir=auto]")?.textContent ?? this.dataset.failed);
        return null;
    }

    // A lost connection is tried again for half a minute.
    async put(path, piece) {
        for (let tries = 0; ; tries++) {
            try {
                const reply = await this.ask("PUT", path, piece);
                if (reply.ok) return await reply.json();
                if (reply.status < 500) throw new Error(reply.statusText);
            } catch (error) {
                if (tries === 6 || !(error instanceof TypeError)) throw error;
            }
            await wait(500 * 2 ** Math.min(tries, 4));
        }
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
