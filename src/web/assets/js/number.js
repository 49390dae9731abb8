// number.js - <m-number>: parts the thousands while one types, in the digits one types in.
const LATIN = /[0-9]/g, PERSIAN = /[۰-۹٠-٩]/g;

function grouped(text) {
    const persian = PERSIAN.test(text);
    PERSIAN.lastIndex = 0;
    const [sign, comma] = persian ? ["٫", "٬"] : [".", ","];
    const bare = text.replace(/[,٬،\s]/g, "");
    if (!/^[-−+]?[0-9۰-۹٠-٩]+([.٫/][0-9۰-۹٠-٩]*)?$/.test(bare)) return text; // words: as they are
    const [, minus, whole, rest = ""] = bare.match(/^([-−+]?)([^.٫/]+)(.*)$/);
    return minus + whole.replace(/\B(?=(.{3})+$)/g, comma) + rest.replace(/^[.٫/]/, sign);
}

class NumberField extends HTMLElement {
    connectedCallback() {
        const input = this.querySelector("input");
        input?.addEventListener("input", () => {
            const digits = (text) => (text.match(LATIN) ?? text.match(PERSIAN) ?? []).length;
            const before = digits(input.value.slice(0, input.selectionStart));
            const shown = grouped(input.value);
            if (shown === input.value) return;
            input.value = shown;
            let at = 0;
            while (at < shown.length && digits(shown.slice(0, at)) < before) at++;
            input.setSelectionRange(at, at);
        });
    }
}
customElements.define("m-number", NumberField);
