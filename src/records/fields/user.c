/* user.c - someone who works here; "me" is whoever types it. */
#include "persian/fold.h"
#include "records/fields/linking.h"
#include "records/rules/rights.h"

static bool is_me(struct str typed) {
    return fa_alike(typed, STR("me")) || fa_alike(typed, STR("من"))
           || fa_alike(typed, STR("خودم"));
}

static enum err user_parse(struct ctx *cx, const struct field *f, struct str typed,
                           struct value *out) {
    if (!cx->actor->user || !is_me(typed)) return link_parse(cx, f, typed, out);
    *out = v_int(cx->actor->user);
    return OK;
}

const struct field_type user_type = {LINK_MEMBERS, .name = "user", .to = "user",
                                     .ops = OP_EQ, .parse = user_parse};
