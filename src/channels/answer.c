#include "channels/answer.h"

#include "base/arena.h"
#include "base/buf.h"

/* What is no letter of UTF-8 is told as a mark. */
static struct str told(struct arena *mem, struct str bytes) {
    struct buf b = buf_in(mem, 0);
    uint32_t code;
    char letter[4];
    for (int n = 0; n < ANSWER_LETTERS && utf8_next(&bytes, &code); n++)
        buf_put(&b, str_n(letter, utf8_put(letter, code ? code : ' ')));
    return buf_str(&b);
}

/* ---- A mail server ---- */

static bool is_refusal(struct str line) {
    return line.n && (line.p[0] == '4' || line.p[0] == '5');
}

/* What it said last before the good-bye; of a letter that was not taken its reason. */
static struct str line_of(struct str lines, bool taken) {
    struct str line, found = STR("");
    while (str_cut(&lines, '\n', &line)) {
        line = str_trim(line);
        if (taken ? str_starts(line, STR("250")) : is_refusal(line)) found = line;
    }
    return found;
}

struct letter_outcome answer_of_mail(struct arena *mem, struct str lines, bool taken) {
    struct str line = line_of(lines, taken);
    bool for_ever = line.n && line.p[0] == '5';
    enum letter_end end = for_ever ? LETTER_REFUSED : LETTER_LATER;
    return (struct letter_outcome){taken ? LETTER_TAKEN : end, told(mem, line)};
}

/* ---- A gateway ---- */

/* Busy, or not willing yet: another time. Other 4xx would come each time. */
static enum letter_end end_of(long status) {
    enum { TIMEOUT = 408, MANY = 429 };
    if (status >= 200 && status < 300) return LETTER_TAKEN;
    bool later = status >= 500 || status == TIMEOUT || status == MANY;
    return later ? LETTER_LATER : LETTER_REFUSED;
}

struct letter_outcome answer_of_gateway(struct arena *mem, long status, struct str text) {
    struct str said = str_format(mem, "%ld %.*s", status, STR_ARG(text));
    return (struct letter_outcome){end_of(status), told(mem, said)};
}
