/* request.c - what must hold of a form and of what came by it: whoever asks can be answered. */
#include "base/colour.h"
#include "entities.h"
#include "modules/requests/live.h"
#include "records/data/record.h"

static bool lists(const struct record *r, int field, struct str key) {
    for (struct str rest = record_str(r, field), one; str_cut(&rest, '|', &one);)
        if (str_eq(one, key)) return true;
    return false;
}

static void check_tone(struct ctx *cx, const struct record *r) {
    struct colour c;
    if (!str_eq(record_str(r, REQUEST_FORM_TONE), FORM_TONE_OWN)) return;
    if (!colour_parse(record_str(r, REQUEST_FORM_OWN_TONE), &c))
        problem(cx, r->entity->fields[REQUEST_FORM_OWN_TONE], MSG_REQUEST_FORM_NO_COLOUR);
}

static enum err request_form_check(struct ctx *cx, const struct record *old,
                                   struct record *new) {
    (void)old;
    if (cx->verbatim) return OK;
    check_tone(cx, new);
    if (!lists(new, REQUEST_FORM_ASKS, REQUEST_ASK_PHONE)
        && !lists(new, REQUEST_FORM_ASKS, REQUEST_ASK_EMAIL))
        problem(cx, new->entity->fields[REQUEST_FORM_ASKS], MSG_REQUEST_FORM_NO_WAY);
    for (struct str rest = record_str(new, REQUEST_FORM_NEEDS), one;
         str_cut(&rest, '|', &one);)
        if (!lists(new, REQUEST_FORM_ASKS, one))
            return problem(cx, new->entity->fields[REQUEST_FORM_NEEDS],
                           MSG_REQUEST_FORM_NOT_ASKED);
    return OK;
}

static enum err request_check(struct ctx *cx, const struct record *old,
                              struct record *new) {
    (void)old;
    bool reached = new->values[REQUEST_PHONE].kind != V_NULL
                   || new->values[REQUEST_EMAIL].kind != V_NULL;
    if (cx->verbatim || reached) return OK;
    return problem(cx, new->entity->fields[REQUEST_PHONE], MSG_REQUEST_NO_WAY);
}

const struct entity_rules rules_request_form = {.name = "request_form",
                                                .check = request_form_check};
/* What is deleted rings no more, and nothing is left of what was written. */
static enum err request_saved(struct ctx *cx, const struct record *old,
                              const struct record *new) {
    if (new) return OK;
    struct value id = v_int(record_id(old));
    TRY(live_end(cx, id.i));
    TRY(store_exec(cx->writer, SQL("DELETE FROM request_offer WHERE request = ?1"),
                   BIND(id)));
    return store_exec(cx->writer, SQL("DELETE FROM request_message WHERE request = ?1"),
                      BIND(id));
}

const struct entity_rules rules_request = {
    .name = "request", .check = request_check, .saved = request_saved};
