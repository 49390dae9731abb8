/* phone.h - telephone numbers: any Iranian or international way of typing to E.164.
 * The standard form is "+989121234567". An extension ("داخلی ۱۲", "ext 12", "x12", "#12")
 * is kept beside the number and is no part of it. */
#ifndef PERSIAN_PHONE_H
#define PERSIAN_PHONE_H

#include "base/str.h"
#include "persian/reason.h"

struct arena;

enum { PHONE_DIGITS_MOST = 15, PHONE_EXTENSION_MOST = 6 };

enum phone_kind { PHONE_MOBILE, PHONE_LANDLINE, PHONE_FOREIGN };

struct phone_operator {
    const char *fa, *en;
};

/* The province behind an area code (without its zero). */
struct phone_area {
    const char *code, *fa, *en;
};

struct phone {
    struct str e164;
    struct str extension; /* digits, or empty */
    enum phone_kind kind;
    const struct phone_operator *owner; /* of a mobile number; NULL if unknown */
    const struct phone_area *area;      /* of a landline; else NULL */
};

enum phone_fault {
    PHONE_OK,
    PHONE_EMPTY,
    PHONE_LETTERS, /* something that belongs to no number */
    PHONE_LENGTH,
    PHONE_NO_AREA,   /* a landline without its area code */
    PHONE_BAD_AREA,  /* no such area code */
    PHONE_BAD_START, /* too many zeros, no such country */
};
const struct reason *phone_reason(enum phone_fault fault);

enum phone_fault phone_parse(struct arena *a, struct str typed, struct phone *out_phone);

/* Whether it is written in the standard form; which country it names is not looked at. */
bool phone_is_standard(struct str s);

/* How a standard number is shown: "0912 123 4567", "021 8877 6655"; foreign ones, and all
 * in phone_international, as "+98 912 123 4567". Digits are ASCII. */
struct str phone_national(struct arena *a, struct str e164);
struct str phone_international(struct arena *a, struct str e164);

/* The digits under which a number, or a part of one being typed, is looked for: without
 * 00, +, the country code of Iran, and the leading zero. */
struct str phone_search_digits(struct arena *a, struct str typed);

/* What people say of a number is its end. Its last digits as one word to be found by: a sign
 * that no folded word has, then the digits from the last one on, so that fewer of them are
 * the word's beginning. Empty: too few digits are given. */
enum { PHONE_TAIL_LEAST = 4, PHONE_TAIL_MOST = 8 };
struct str phone_tail(struct arena *a, struct str digits);

#endif
