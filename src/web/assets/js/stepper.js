// stepper.js - <m-stepper>: a number with a button for one less and one more on its sides. What is
// typed stays in the digits it was typed in.
const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const read = (text) => Number(text.replace(/[۰-۹]/g, (digit) => PERSIAN.indexOf(digit)).replace("٫", ".")) || 0;
const write = (number) => {
    const text = String(Math.round(number * 1000) / 1000);
    return document.documentElement.lang === "fa"
        ? text.replace(/[0-9]/g, (digit) => PERSIAN[digit]).replace(".", "٫") : text;
};

class Stepper extends HTMLElement {
    connectedCallback() {
        const input = this.querySelector("input");
        if (!input || this.querySelector("button")) return;
        input.before(this.button("−", this.dataset.less, input, -1));
        input.after(this.button("+", this.dataset.more, input, 1));
    }

    button(sign, label, input, by) {
        const made = document.createElement("button");
        Object.assign(made, { type: "button", textContent: sign, className: "m-icon-button" });
        made.setAttribute("aria-label", label);
        made.addEventListener("click", () => {
            const next = Math.max(0, read(input.value) + by);
            input.value = next ? write(next) : "";
            input.dispatchEvent(new Event("change", { bubbles: true }));
        });
        return made;
    }
}
customElements.define("m-stepper", Stepper);
