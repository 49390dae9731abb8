/* email.c - an e-mail address. The domain is kept in small letters, international names as
 * they are written. */
#include "persian/clean.h"
#include "records/fields/field_kit.h"

enum { EMAIL_BYTES = 254, LOCAL_BYTES = 64, LABEL_BYTES = 63 };

static bool is_alnum(unsigned char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* The part before the @: the letters of RFC 5322's atoms, single dots inside. */
static bool is_local(struct str s) {
    if (s.n == 0 || s.n > LOCAL_BYTES || s.p[0] == '.' || s.p[s.n - 1] == '.') return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '.' && s.p[i + 1] == '.') return false;
        if (!is_alnum(c) && !(c && strchr("!#$%&'*+-/=?^_`{|}~.", c))) return false;
    }
    return true;
}

static bool is_label(struct str s) {
    if (s.n == 0 || s.n > LABEL_BYTES || s.p[0] == '-' || s.p[s.n - 1] == '-') return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x80 && c != '-' && !is_alnum(c)) return false;
    }
    return true;
}

bool is_domain(struct str s) {
    struct str label = {"", 0};
    int labels = 0;
    if (str_ends(s, STR("."))) return false;
    while (str_cut(&s, '.', &label)) {
        if (!is_label(label)) return false;
        labels++;
    }
    int64_t number;
    return labels > 1 && !str_int(label, &number);
}

static enum err email_parse(struct ctx *cx, const struct field *f, struct str typed,
                            struct value *out) {
    struct str s, local;
    TRY(typed_line(cx, f, typed, EMAIL_BYTES, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    if (str_starts(s, STR("mailto:"))) s = str_from(s, sizeof "mailto:" - 1);
    struct str domain = s;
    bool good = s.n <= EMAIL_BYTES && str_cut(&domain, '@', &local) && is_local(local)
                && is_domain(domain);
    if (!good) return refuse(cx, f, MSG_FIELD_EMAIL, s, STR("name@example.ir"));
    domain = str_lower_ascii(cx->mem, domain);
    *out = v_text(str_format(cx->mem, "%.*s@%.*s", STR_ARG(local), STR_ARG(domain)));
    return OK;
}

const struct field_type email_type = {
    .name = "email",
    .column = COLUMN_TEXT,
    .ops = OP_EQ | OP_TEXT,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .json_format = "email",
    .derived = {{"f", COLUMN_TEXT, derive_fold}},
    .parse = email_parse,
    .text = plain_text,
    .json = json_plain,
};
