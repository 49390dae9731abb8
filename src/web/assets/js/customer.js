// customer.js - small helps on the customer page: an act of the head opens the composer for
// it, a value is copied by one press, the chosen tab of the timeline is marked.
document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-compose]");
    if (act) compose(act, event);
    const copy = event.target.closest("[data-copy]");
    if (copy) copyValue(copy);
    const tab = event.target.closest("[data-tab]");
    if (tab) markTab(tab);
});

// A link to dial goes on dialling; a link to this page needs no new page.
function compose(act, event) {
    const form = document.getElementById("composer");
    const kind = form?.querySelector(`[name="kind"][value="${act.dataset.compose}"]`);
    if (!kind) return;
    kind.checked = true;
    if (act.hash === "#composer") event.preventDefault();
    form.scrollIntoView({ block: "center" });
    form.querySelector("textarea").focus({ preventScroll: true });
}

async function copyValue(button) {
    await navigator.clipboard?.writeText(button.dataset.copy);
    button.setAttribute("data-copied", "");
    setTimeout(() => button.removeAttribute("data-copied"), 1200);
}

function markTab(tab) {
    for (const other of tab.parentElement.children) other.removeAttribute("aria-current");
    tab.setAttribute("aria-current", "page");
}
