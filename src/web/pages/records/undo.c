/* undo.c - takes back what one act did. */
#include "records/data/undo.h"
#include "records/journal/journal.h"
#include "web/pages/records/records.h"

/* Where to go: what was made is gone afterwards, what was deleted is there again. */
static struct str place_after(struct page *p, const struct journal_entry *newest,
                              const struct undo_result *result) {
    struct str home = STR("/");
    if (!newest->entity) return back_url(p, home);
    struct str list = str_join(p->cx->mem, STR("/"), newest->entity->name);
    struct str own = record_url(p->cx, newest->entity, newest->record, "");
    if (newest->action == JOURNAL_DELETE) return own;
    if (newest->action != JOURNAL_CREATE || result->kept) return back_url(p, own);
    struct str back =
        back_url(p, list); /* as a customer's page, where something was made */
    return str_starts(back, own) ? list : back;
}

enum err undo_post(struct page *p) {
    struct journal_entry *entries;
    struct undo_result result;
    int count;
    TRY(journal_of_batch(p->cx, p->id, 0, 1, &entries, &count));
    if (!count) return ERR_ABSENT;
    TRY(undo_batch(p->cx, p->id, &result));
    struct str to = done_url(p, place_after(p, &entries[0], &result),
                             result.kept ? "kept" : "undone", p->cx->batch);
    if (result.kept)
        to = str_format(p->cx->mem, "%.*s&n=%lld", STR_ARG(to), (long long)result.kept);
    return p->part ? reply_redirect_part(p, to) : reply_redirect(p, to);
}
