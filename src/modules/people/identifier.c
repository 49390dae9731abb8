/* identifier.c - other numbers of a customer: by them, too, they are recognised. */
#include "entities.h"
#include "modules/people/keys.h"

/* A bank account is told by its Sheba or its number, a card by its card number. */
static enum err identifier_check(struct ctx *cx, const struct record *old,
                                 struct record *new) {
    static const int fields[] = {IDENTIFIER_VALUE, IDENTIFIER_BANK_ACCOUNT,
                                 IDENTIFIER_BANK_CARD};
    (void)old;
    if (cx->verbatim) return OK;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (new->values[fields[i]].kind != V_NULL) return OK;
    return problem(cx, new->entity->fields[IDENTIFIER_VALUE], MSG_IDENTIFIER_NEEDED);
}

const struct entity_rules rules_identifier = {
    .name = "identifier", .check = identifier_check, .saved = keys_saved};
