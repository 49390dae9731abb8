// submit.js - a choice that is all a form asks for sends it: a file at once, a list only by
// hand, since the arrow keys pass over every choice on the way. The button stays for others.
let byHand = false;
document.addEventListener("pointerdown", () => { byHand = true; });
document.addEventListener("keydown", () => { byHand = false; });
document.addEventListener("change", (event) => {
    const control = event.target.closest("[data-submit]");
    if (control && (byHand || control.type === "file")) control.form.requestSubmit();
});
