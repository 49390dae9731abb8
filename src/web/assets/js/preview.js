// preview.js - a form with a preview shows what it would become, from the start and after every pause of
// writing. The button that asks for it stays for those without script. It is posted aside, so that
// nothing of the form's own sending begins: no draft ends, no problem is asked after.
const WAIT_MS = 400;

function follow(form, button) {
    const frame = document.getElementsByName(button.formTarget)[0];
    let timer, asked;
    const show = async () => {
        asked?.abort();
        asked = new AbortController();
        const reply = await fetch(button.formAction, { method: "POST", signal: asked.signal,
            body: new URLSearchParams(new FormData(form)) });
        if (reply.ok) frame.srcdoc = await reply.text();
    };
    const soon = () => {
        clearTimeout(timer);
        timer = setTimeout(() => show().catch(() => {}), WAIT_MS);
    };
    for (const happening of ["input", "change", "draft"]) form.addEventListener(happening, soon);
    button.hidden = true;
    soon();
}

for (const button of document.querySelectorAll("button[formtarget=preview]")) follow(button.form, button);
