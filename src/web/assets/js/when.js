// when.js - a field that is asked only where a choice of its form says so stands aside until it
// does. What holds something stays in sight.
const holds = (field) => [...field.querySelectorAll("input:not([type=hidden]), select, textarea")]
    .some((control) => control.value !== "");

function settle(form) {
    for (const field of form.querySelectorAll("[data-when]")) {
        const [name, key] = field.dataset.when.split("=");
        field.hidden = form.elements[name]?.value !== key && !holds(field);
    }
}

document.addEventListener("change", ({ target }) => target.form && settle(target.form));
document.addEventListener("draft", ({ target }) => settle(target), true); // a draft came back
