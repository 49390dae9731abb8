// fix.js - <m-fix>: a form that says where it is sent from, if its person lets the device tell.
// Refused, slow or not to be had, it is sent all the same.
const PATIENCE_MS = 10000;

class Fix extends HTMLElement {
    connectedCallback() {
        const form = this.querySelector("form"), told = this.querySelector("[role=status]");
        if (!form || !navigator.geolocation || !window.isSecureContext) return;
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            if (this.asked) return;
            this.asked = true;
            told.textContent = this.dataset.asks;
            const at = await this.ask();
            if (!at) told.textContent = this.dataset.refused;
            for (const name of ["latitude", "longitude", "accuracy"])
                form.elements[name].value = at ? at[name].toFixed(6) : "";
            form.submit();
        });
    }

    ask() {
        return new Promise((resolve) => navigator.geolocation.getCurrentPosition(
            (position) => resolve(position.coords), () => resolve(null),
            { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 }));
    }
}
customElements.define("m-fix", Fix);
