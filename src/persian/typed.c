#include "persian/typed.h"

#include "base/arena.h"
#include "persian/letter.h"

/* The piece being made; a word and a number end where the other begins. */
struct cutter {
    struct typed *out;
    struct piece *open; /* NULL between pieces */
    char *at;           /* where folded letters go */
    bool good;
};

static struct piece *begin(struct cutter *c, enum piece_kind kind) {
    if (c->out->n == TYPED_PIECES) {
        c->good = false;
        return NULL;
    }
    c->open = &c->out->at[c->out->n++];
    *c->open = (struct piece){.kind = kind, .word = {c->at, 0}};
    return c->open;
}

static void add_digit(struct cutter *c, uint32_t digit) {
    if (!c->open || c->open->kind != PIECE_NUMBER) begin(c, PIECE_NUMBER);
    if (!c->open || ++c->open->digits > TYPED_DIGITS)
        c->good = false;
    else
        c->open->value = c->open->value * 10 + digit - '0';
}

static void add_letter(struct cutter *c, uint32_t folded) {
    if (!folded) return;
    if (!c->open || c->open->kind != PIECE_WORD) begin(c, PIECE_WORD);
    c->at = letter_put(c->at, folded);
    if (c->open) c->open->word.n = (size_t)(c->at - c->open->word.p);
}

static void add_sign(struct cutter *c, uint32_t sign) {
    bool abbreviation = sign == '.' && c->open && c->open->kind == PIECE_WORD;
    if (abbreviation) return; /* p.m. and ب.ظ are one word */
    struct piece *piece = begin(c, PIECE_SIGN);
    if (piece) piece->value = sign == 0x2212 || sign == 0x2013 ? '-' : sign;
    c->open = NULL;
}

static void name_numbers(struct typed *typed) {
    for (size_t i = 0; i < typed->n; i++) {
        int value;
        struct piece *p = &typed->at[i];
        if (!piece_means(p, WORD_NUMBER, &value)) continue;
        p->kind = PIECE_NUMBER;
        p->value = value;
    }
}

bool typed_read(struct arena *a, struct str text, struct typed *out) {
    *out = (struct typed){0};
    if (text.n > TYPED_BYTES) return false;
    struct cutter c = {.out = out, .at = arena_alloc(a, letters_room(text)), .good = true};
    struct letters rest = letters_of(text);
    for (const struct letter *l; c.good && (l = letters_next(&rest)) != NULL;) {
        if (l->folded >= '0' && l->folded <= '9')
            add_digit(&c, l->folded);
        else if (l->kind == LETTER || l->kind == EMOJI)
            add_letter(&c, l->folded);
        else if (l->kind == SIGN)
            add_sign(&c, l->clean);
        else if (l->kind == SPACE || l->kind == LINE)
            c.open = NULL;
        else if (l->kind == BROKEN)
            c.good = false;
    }
    name_numbers(out);
    return c.good;
}
