#include "persian/ids.h"

#include "base/arena.h"
#include "persian/digits.h"
#include "persian/tables.h"

static const struct reason reasons[] = {
    [ID_OK] = {"id.ok", "", "ok"},
    [ID_EMPTY] = {"id.empty", "شماره را وارد کنید", "number is empty"},
    [ID_LETTERS] = {"id.letters", "فقط رقم بنویسید", "holds something other than digits"},
    [ID_LENGTH] = {"id.length", "تعداد رقم‌ها درست نیست",
                   "wrong number of digits"},
    [ID_REPEATED] = {"id.repeated", "این شماره واقعی نیست", "digits repeat"},
    [ID_CHECKSUM] =
        {"id.checksum",
         "شماره درست نیست؛ رقم‌ها را بازبینی کنید",
         "check digit does not match"},
    [ID_PREFIX] = {"id.prefix", "آغاز این شماره شناخته نیست", "unknown prefix"},
};

const struct reason *id_reason(enum id_fault fault) {
    return &reasons[fault];
}

static int digit(struct str s, size_t i) {
    return s.p[i] - '0';
}

static bool zeros(struct str s) {
    return s.p[0] == '0' && digits_repeat(s);
}

/* What every number must be before its own rule is asked. */
static enum id_fault check_digits(struct str s, size_t least, size_t most) {
    if (s.n == 0) return ID_EMPTY;
    if (!digits_only(s)) return ID_LETTERS;
    if (s.n < least || s.n > most) return ID_LENGTH;
    return digits_repeat(s) ? ID_REPEATED : ID_OK;
}

/* Each digit but the last is weighed by its place from the end; modulo 11. */
static bool national_id_checks(struct str s) {
    int sum = 0;
    for (size_t i = 0; i < NATIONAL_ID_DIGITS - 1; i++)
        sum += digit(s, i) * (int)(NATIONAL_ID_DIGITS - i);
    int rest = sum % 11;
    return digit(s, NATIONAL_ID_DIGITS - 1) == (rest < 2 ? rest : 11 - rest);
}

enum { NATIONAL_ID_TYPED_LEAST = 8, PLACE_DIGITS = 3, SERIAL_DIGITS = 6 };

enum id_fault national_id_parse(struct arena *a, struct str typed, struct str *out_id) {
    struct str s = digits_compact(a, typed);
    enum id_fault fault = check_digits(s, NATIONAL_ID_TYPED_LEAST, NATIONAL_ID_DIGITS);
    if (fault) return fault;
    s = str_join(a, str_first(STR("00"), NATIONAL_ID_DIGITS - s.n), s);
    if (zeros(str_n(s.p + PLACE_DIGITS, SERIAL_DIGITS))) return ID_REPEATED;
    if (!national_id_checks(s)) return ID_CHECKSUM;
    *out_id = s;
    return ID_OK;
}

static bool legal_id_checks(struct str s) {
    static const int weights[] = {29, 27, 23, 19, 17};
    int shift = digit(s, LEGAL_ID_DIGITS - 2) + 2, sum = 0;
    for (size_t i = 0; i < LEGAL_ID_DIGITS - 1; i++)
        sum += (digit(s, i) + shift) * weights[i % 5];
    return digit(s, LEGAL_ID_DIGITS - 1) == sum % 11 % 10;
}

enum id_fault legal_id_parse(struct arena *a, struct str typed, struct str *out_id) {
    struct str s = digits_compact(a, typed);
    enum id_fault fault = check_digits(s, LEGAL_ID_DIGITS, LEGAL_ID_DIGITS);
    if (fault) return fault;
    if (zeros(str_n(s.p + PLACE_DIGITS, SERIAL_DIGITS))) return ID_REPEATED;
    if (!legal_id_checks(s)) return ID_CHECKSUM;
    *out_id = s;
    return ID_OK;
}

static int modulo_97(int rest, struct str digits) {
    for (size_t i = 0; i < digits.n; i++)
        rest = (rest * 10 + digit(digits, i)) % 97;
    return rest;
}

/* ISO 13616: the account, then the country (I = 18, R = 27) and the two check digits,
 * leave 1 modulo 97. Check digits themselves are 02 … 98. */
static bool sheba_checks(struct str digits) {
    struct str check = str_first(digits, 2);
    int value = modulo_97(0, check), both = digit(check, 0) * 10 + digit(check, 1);
    if (both < 2 || both > 98) return false;
    int rest = modulo_97(modulo_97(0, str_from(digits, 2)), STR("1827"));
    return (rest * 100 + value) % 97 == 1;
}

enum id_fault sheba_parse(struct arena *a, struct str typed, struct str *out_sheba) {
    struct str s = str_lower_ascii(a, digits_compact(a, typed));
    if (str_starts(s, STR("ir"))) s = str_from(s, 2);
    enum id_fault fault = check_digits(s, SHEBA_CHARS - 2, SHEBA_CHARS - 2);
    if (fault) return fault;
    if (!sheba_checks(s)) return ID_CHECKSUM;
    *out_sheba = str_join(a, STR("IR"), s);
    return ID_OK;
}

/* Luhn: every second digit doubled, the digits of all summed. */
static bool card_checks(struct str s) {
    int sum = 0;
    for (size_t i = 0; i < CARD_DIGITS; i++) {
        int value = i % 2 ? digit(s, i) : digit(s, i) * 2;
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

enum id_fault card_parse(struct arena *a, struct str typed, struct str *out_card) {
    struct str s = digits_compact(a, typed);
    enum id_fault fault = check_digits(s, CARD_DIGITS, CARD_DIGITS);
    if (fault) return fault;
    if (!card_checks(s)) return ID_CHECKSUM;
    if (!card_bank(s)) return ID_PREFIX;
    *out_card = s;
    return ID_OK;
}

enum { BIN_DIGITS = 6, BANK_CODE_AT = 4, BANK_CODE_DIGITS = 3 };

static const struct bank *bank_of(struct str code) {
    for (size_t i = 0; i < banks_count; i++)
        if (str_is(code, banks[i].code)) return &banks[i];
    return NULL;
}

const struct bank *sheba_bank(struct str sheba) {
    return bank_of(str_first(str_from(sheba, BANK_CODE_AT), BANK_CODE_DIGITS));
}

const struct bank *card_bank(struct str card) {
    for (size_t i = 0; i < bank_bins_count; i++)
        if (str_is(str_first(card, BIN_DIGITS), bank_bins[i].bin))
            return bank_of(str_of(bank_bins[i].bank));
    return NULL;
}

struct str national_id_place(struct str id) {
    struct str prefix = str_first(id, PLACE_DIGITS);
    size_t low = 0, high = issue_places_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(str_of(issue_places[middle].prefix), prefix);
        if (order == 0) return str_of(issue_places[middle].fa);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return STR("");
}

enum { REGION_DIGITS = 5 };

enum id_fault postal_code_parse(struct arena *a, struct str typed, struct str *out_code) {
    struct str s = digits_compact(a, typed);
    enum id_fault fault = check_digits(s, POSTAL_CODE_DIGITS, POSTAL_CODE_DIGITS);
    if (fault) return fault;
    for (size_t i = 0; i < REGION_DIGITS; i++)
        if (s.p[i] == '0' || s.p[i] == '2') return ID_PREFIX;
    *out_code = s;
    return ID_OK;
}
