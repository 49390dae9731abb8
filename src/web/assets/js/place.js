// place.js - the way back from a record leads to the list as it was left: its filter, its page,
// and the row that was opened, in this tab.
const LIST = /^\/[a-z_]+$/;
const keyOf = (path) => `list:${path}`;

function kept(path) {
    try {
        return JSON.parse(sessionStorage.getItem(keyOf(path)) ?? "null");
    } catch {
        return null;
    }
}

function keep(row) {
    const { pathname, search } = location;
    sessionStorage.setItem(keyOf(pathname), JSON.stringify({ search, row }));
}

// Whether this page was come to from one of the record: by "back", or by its links.
function returned(row) {
    const [visit] = performance.getEntriesByType("navigation");
    const from = document.referrer && new URL(document.referrer);
    return visit?.type === "back_forward" || (from?.origin === location.origin
        && from.pathname.startsWith(`${location.pathname}/${row}`));
}

/** To be called by a list once its rows stand. */
export function takePlace(list) {
    const last = kept(location.pathname);
    list.addEventListener("click", (event) => {
        const row = event.target.closest(".m-lead a")?.closest("tr");
        if (row) keep(row.dataset.id);
    });
    keep(null);
    if (!last?.row || last.search !== location.search || !returned(last.row)) return;
    const row = list.querySelector(`tr[data-id="${CSS.escape(last.row)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "center" });
}

for (const link of document.querySelectorAll("main :is(.m-crumb, .m-record-name) a"))
    if (LIST.test(link.pathname) && !link.search) link.search = kept(link.pathname)?.search ?? "";
