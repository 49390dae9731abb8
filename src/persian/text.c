#include "persian/text.h"

#include "base/arena.h"
#include "persian/clean.h"
#include "persian/dateparse.h"
#include "persian/fold.h"
#include "persian/ids.h"
#include "persian/jalali.h"
#include "persian/phone.h"
#include "persian/sort.h"

static bool answer(bool good, const struct reason *why, struct str line, struct str *out,
                   struct str *reason) {
    if (!good) *out = line;
    *reason = str_of(why->en);
    return good;
}

static bool clean_line(struct arena *a, struct str line, int64_t today, struct str *out,
                       struct str *reason) {
    (void)today;
    *out = fa_clean_line(a, line);
    *reason = STR("ok");
    return true;
}

static bool fold_line(struct arena *a, struct str line, int64_t today, struct str *out,
                      struct str *reason) {
    (void)today;
    *out = fa_fold(a, line);
    *reason = STR("ok");
    return true;
}

static bool sort_key_line(struct arena *a, struct str line, int64_t today, struct str *out,
                          struct str *reason) {
    (void)today;
    *out = fa_sort_key(a, line);
    *reason = STR("ok");
    return true;
}

static bool jalali_line(struct arena *a, struct str line, int64_t today, struct str *out,
                        struct str *reason) {
    int64_t day;
    enum date_fault fault = date_parse(a, line, today, &day);
    if (!fault) *out = jalali_format(a, day);
    return answer(!fault, date_reason(fault), line, out, reason);
}

static bool gregorian_line(struct arena *a, struct str line, int64_t today, struct str *out,
                           struct str *reason) {
    int64_t day;
    enum date_fault fault = date_parse(a, line, today, &day);
    if (!fault) *out = gregorian_format(a, day);
    return answer(!fault, date_reason(fault), line, out, reason);
}

static bool phone_line(struct arena *a, struct str line, int64_t today, struct str *out,
                       struct str *reason) {
    (void)today;
    struct phone phone;
    enum phone_fault fault = phone_parse(a, line, &phone);
    if (!fault) *out = phone.e164;
    if (!fault && phone.extension.n) /* as in RFC 3966 */
        *out = str_join(a, str_join(a, phone.e164, STR(";ext=")), phone.extension);
    return answer(!fault, phone_reason(fault), line, out, reason);
}

static bool national_id_line(struct arena *a, struct str line, int64_t today,
                             struct str *out, struct str *reason) {
    (void)today;
    enum id_fault fault = national_id_parse(a, line, out);
    return answer(!fault, id_reason(fault), line, out, reason);
}

static bool legal_id_line(struct arena *a, struct str line, int64_t today, struct str *out,
                          struct str *reason) {
    (void)today;
    enum id_fault fault = legal_id_parse(a, line, out);
    return answer(!fault, id_reason(fault), line, out, reason);
}

static bool sheba_line(struct arena *a, struct str line, int64_t today, struct str *out,
                       struct str *reason) {
    (void)today;
    enum id_fault fault = sheba_parse(a, line, out);
    return answer(!fault, id_reason(fault), line, out, reason);
}

static bool card_line(struct arena *a, struct str line, int64_t today, struct str *out,
                      struct str *reason) {
    (void)today;
    enum id_fault fault = card_parse(a, line, out);
    return answer(!fault, id_reason(fault), line, out, reason);
}

const struct text_verb text_verbs[] = {
    {"clean", "one spelling for letters, digits, spaces and half-spaces", clean_line},
    {"fold", "the key under which the text is found", fold_line},
    {"sort-key", "bytes in the order of the Persian alphabet", sort_key_line},
    {"jalali", "any date to the Solar Hijri calendar", jalali_line},
    {"gregorian", "any date to the Gregorian calendar", gregorian_line},
    {"phone", "a telephone number to E.164", phone_line},
    {"national-id", "the national id of a person", national_id_line},
    {"legal-id", "the national id of a legal person", legal_id_line},
    {"sheba", "a Sheba (IBAN of Iran)", sheba_line},
    {"card", "the number of a bank card", card_line},
};
const size_t text_verbs_count = sizeof text_verbs / sizeof *text_verbs;

const struct text_verb *text_verb_find(struct str name) {
    for (size_t i = 0; i < text_verbs_count; i++)
        if (str_is(name, text_verbs[i].name)) return &text_verbs[i];
    return NULL;
}
