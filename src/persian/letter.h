/* letter.h - what this floor knows about each code point, and a cursor over text.
 * For the files of src/persian only. Cleaning, folding and sorting are three readings of
 * the same rows: common letters are found in a table by one look, all others by
 * letter_rare. */
#ifndef PERSIAN_LETTER_H
#define PERSIAN_LETTER_H

#include "base/str.h"

enum letter_kind {
    NOTHING, /* dropped and not seen by its neighbours: tatweel, controls */
    LETTER,  /* letters and digits, and marks of other scripts */
    SIGN,    /* punctuation and symbols: shown, but parts words */
    EMOJI,   /* like a letter; may be joined to the next by a ZWJ */
    SPACE,
    LINE,
    HALF_SPACE, /* ZWNJ */
    JOINER,     /* ZWJ */
    VARIANT,    /* the variation selector of emoji */
    VOWEL,      /* harakat: kept behind a letter of a text, dropped from a line */
    MADDA,      /* these three melt into the letter before */
    HAMZA_ABOVE,
    HAMZA_BELOW,
    BROKEN, /* a byte that is not UTF-8, or U+FFFD */
};

struct letter {
    uint32_t kind;   /* enum letter_kind */
    uint32_t clean;  /* the code point kept by cleaning */
    uint32_t folded; /* the one in search keys, 0 for none */
    uint32_t rank;   /* the byte in sort keys; 0: ignored */
};

/* Ranks are printable ASCII: space, sign, digits as themselves, the Persian alphabet, Latin
 * letters as themselves in lower case; RANK_OTHER stands for the folded code point. */
enum letter_rank {
    RANK_SPACE = ' ',
    RANK_SIGN = '!',
    RANK_ALEF_MADDA = ':',
    RANK_ALEF,
    RANK_HAMZA,
    RANK_BEH,
    RANK_PEH,
    RANK_TEH,
    RANK_THEH,
    RANK_JEEM,
    RANK_CHEH,
    RANK_HAH,
    RANK_KHAH,
    RANK_DAL,
    RANK_THAL,
    RANK_REH,
    RANK_ZAIN,
    RANK_ZHEH,
    RANK_SEEN,
    RANK_SHEEN,
    RANK_SAD,
    RANK_DAD,
    RANK_TAH,
    RANK_ZAH,
    RANK_AIN,
    RANK_GHAIN,
    RANK_FEH,
    RANK_QAF,
    RANK_KEHEH,
    RANK_GAF,
    RANK_LAM,
    RANK_MEEM,
    RANK_NOON,
    RANK_WAW,
    RANK_HEH,
    RANK_YEH,
    RANK_OTHER = 0x7F,
};

extern const struct letter letters_ascii[0x80];
extern const struct letter letters_arabic[0x100]; /* U+0600 … U+06FF */

enum {
    LETTER_FORMS_LOW = 0xFB00,
    LETTER_FORMS_LOW_END = 0xFE00,
    LETTER_FORMS_HIGH = 0xFE70,
    LETTER_FORMS_HIGH_END = 0xFF00,
};
/* The letters a presentation form stands for; NULL where there is none. */
extern const char *const letter_forms_low[LETTER_FORMS_LOW_END - LETTER_FORMS_LOW];
extern const char *const letter_forms_high[LETTER_FORMS_HIGH_END - LETTER_FORMS_HIGH];

/* A cursor over the letters of a text. Presentation forms come out as their letters. */
struct letters {
    const unsigned char *at, *end;
    const unsigned char *back, *back_end; /* where to go on after a form's letters */
    struct letter rare;
};

static inline struct letters letters_of(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    return (struct letters){.at = p, .end = s.n ? p + s.n : p};
}

const struct letter *letters_next_rare(struct letters *l);

/* The next letter, valid until the next call; NULL at the end. */
static inline const struct letter *letters_next(struct letters *l) {
    if (l->end - l->at >= 2) {
        unsigned first = l->at[0], second = l->at[1];
        if (first < 0x80) {
            l->at++;
            return &letters_ascii[first];
        }
        if ((first & 0xFC) == 0xD8 && (second & 0xC0) == 0x80) {
            l->at += 2;
            return &letters_arabic[(first & 3) << 6 | (second & 0x3F)];
        }
    }
    return letters_next_rare(l);
}

/* An upper bound of the UTF-8 bytes of all letters of `s`. */
size_t letters_room(struct str s);

/* Write a code point and step over it. */
static inline char *letter_put(char *out, uint32_t code) {
    if (code < 0x80) {
        *out = (char)code;
        return out + 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return out + 2;
    }
    return out + utf8_put(out, code);
}

#endif
