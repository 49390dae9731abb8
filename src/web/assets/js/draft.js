// draft.js - what is typed into a form is kept on this device until the form has been saved:
// a closed tab, an ended session, a lost network lose nothing. Passwords, files and marks of
// the form itself are not kept.
const PREFIX = "draft:", SENT = "draft-sent", WAIT_MS = 500, KEEP_MS = 14 * 86400000;
const LEFT_OUT = new Set(["_token", "_once", "version", "back"]);

const fields = (form) => [...form.elements].filter((field) =>
    field.name && !LEFT_OUT.has(field.name) && !["password", "file"].includes(field.type));
const boxed = (field) => ["checkbox", "radio"].includes(field.type);

function values(form) {
    return fields(form).map((field) => [field.name, boxed(field) ? field.checked : field.value]);
}

function put(form, kept) {
    fields(form).forEach((field, i) => {
        if (kept[i]?.[0] !== field.name) return;
        if (boxed(field)) field.checked = kept[i][1];
        else field.value = kept[i][1];
    });
    form.dispatchEvent(new Event("draft")); // for controls that show more than their value
}

function offer(form, key) {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (!kept || kept.path !== location.pathname) return;
    const said = form.querySelector("[data-draft-said]");
    const first = values(form);
    if (JSON.stringify(first) === JSON.stringify(kept.values)) return;
    put(form, kept.values);
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-sm btn-ghost";
    drop.textContent = form.dataset.draftDrop;
    drop.addEventListener("click", () => {
        put(form, first);
        localStorage.removeItem(key);
        said.replaceChildren();
    });
    said.replaceChildren(form.dataset.draftBack + " ", drop);
}

function watch(form) {
    const key = PREFIX + form.dataset.draft;
    let timer;
    if (!form.dataset.wrong) offer(form, key);
    form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
            const kept = { path: location.pathname, at: Date.now(), values: values(form) };
            localStorage.setItem(key, JSON.stringify(kept));
            form.querySelector("[data-draft-said]").textContent = form.dataset.draftKept;
        }, WAIT_MS);
    });
    form.addEventListener("submit", () => {
        clearTimeout(timer);
        sessionStorage.setItem(SENT, key);
    });
}

// The page that says it was saved is what ends a draft, not the sending.
function settle() {
    const key = sessionStorage.getItem(SENT);
    if (!key || !document.querySelector("[data-saved]")) return;
    localStorage.removeItem(key);
    sessionStorage.removeItem(SENT);
}

function sweep() {
    for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(PREFIX)) continue;
        const kept = JSON.parse(localStorage.getItem(key));
        if (!(Date.now() - kept?.at < KEEP_MS)) localStorage.removeItem(key);
    }
}

try {
    settle();
    sweep();
    document.querySelectorAll("form[data-draft]").forEach(watch);
} catch { /* no storage here: forms work without */ }

// What was done leaves the address, so that a reload does not say it again.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
    here.searchParams.delete("done");
    here.searchParams.delete("undo");
    history.replaceState(history.state, "", here);
}
