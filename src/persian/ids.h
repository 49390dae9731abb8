/* ids.h - numbers that name a person, a company, an account, a card, a place.
 * Each is read as people type it (any digits, spaces and dashes between), judged, and given
 * back in its one standard form. */
#ifndef PERSIAN_IDS_H
#define PERSIAN_IDS_H

#include "base/str.h"
#include "persian/reason.h"

struct arena;

enum {
    NATIONAL_ID_DIGITS = 10,
    LEGAL_ID_DIGITS = 11,
    SHEBA_CHARS = 26,
    CARD_DIGITS = 16,
    POSTAL_CODE_DIGITS = 10,
};

enum id_fault {
    ID_OK,
    ID_EMPTY,
    ID_LETTERS,  /* something that is no digit */
    ID_LENGTH,   /* too few or too many digits */
    ID_REPEATED, /* one digit all over, or zeros where a number must be */
    ID_CHECKSUM, /* a digit is mistyped */
    ID_PREFIX,   /* no bank, country or region begins like this */
};
const struct reason *id_reason(enum id_fault fault);

/* کد ملی: ten digits; eight or nine get back the zeros that spreadsheets lose. */
enum id_fault national_id_parse(struct arena *a, struct str typed, struct str *out_id);
/* Where it was issued (Persian), or the empty string. */
struct str national_id_place(struct str id);

/* شناسه ملی of a legal person: eleven digits. */
enum id_fault legal_id_parse(struct arena *a, struct str typed, struct str *out_id);

/* شبا: IR and 24 digits; the two letters may be missing. */
enum id_fault sheba_parse(struct arena *a, struct str typed, struct str *out_sheba);
/* Sixteen digits that begin like a card of an Iranian bank. */
enum id_fault card_parse(struct arena *a, struct str typed, struct str *out_card);

struct bank {
    const char *code; /* three digits in the Sheba */
    const char *fa, *en;
};
/* The bank of a standard Sheba or card; NULL if unknown. */
const struct bank *sheba_bank(struct str sheba);
const struct bank *card_bank(struct str card);

/* کد پستی: ten digits; the five of the region hold no 0 and no 2. */
enum id_fault postal_code_parse(struct arena *a, struct str typed, struct str *out_code);

#endif
