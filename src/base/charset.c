#include "base/charset.h"

#include "base/arena.h"

/* What the bytes 0x80 … 0xFF of Windows-1256 mean. */
static const uint16_t windows_1256[128] = {
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679,
    0x2039, 0x0152, 0x0686, 0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x06A9, 0x2122, 0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0,
    0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6,
    0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1, 0x0621,
    0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C,
    0x062D, 0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7,
    0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641, 0x0642, 0x0643, 0x00E0, 0x0644, 0x00E2,
    0x0645, 0x0646, 0x0647, 0x0648, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A,
    0x00EE, 0x00EF, 0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7, 0x0651,
    0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
};

static const char bom[] = "\xEF\xBB\xBF";

const char *charset_name(enum charset from) {
    static const char *const names[] = {
        [CHARSET_UTF8] = "UTF-8",
        [CHARSET_UTF16LE] = "UTF-16LE",
        [CHARSET_UTF16BE] = "UTF-16BE",
        [CHARSET_WINDOWS_1256] = "Windows-1256",
    };
    return names[from];
}

/* ---- Guessing ---- */

/* How much of a text is UTF-8. */
struct evidence {
    size_t letters; /* well-formed sequences beyond ASCII */
    size_t bad;     /* bytes outside any sequence */
};

static struct evidence weigh(struct str s) {
    struct evidence found = {0};
    uint32_t code;
    for (size_t before = s.n; utf8_next(&s, &code); before = s.n) {
        if (before - s.n > 1)
            found.letters++;
        else if (code == 0xFFFD)
            found.bad++;
    }
    return found;
}

/* How many bytes at the end of `s` begin a UTF-8 sequence that is not complete. */
static size_t incomplete_tail(struct str s) {
    for (size_t n = 1; n <= 3 && n <= s.n; n++) {
        unsigned char c = (unsigned char)s.p[s.n - n];
        if ((c & 0xC0) == 0x80) continue;
        size_t promised = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return promised > n ? n : 0;
    }
    return 0;
}

/* UTF-16 without a mark: nearly every second byte is the high byte of ASCII or of an Arabic
 * letter, and some are NUL, which no text of single bytes has. */
static bool looks_utf16(struct str head, size_t high_at) {
    size_t units = head.n / 2, high = 0, nul = 0;
    for (size_t i = 0; i < units; i++) {
        char c = head.p[2 * i + high_at];
        high += c == 0x00 || c == 0x06;
        nul += c == 0x00;
    }
    return nul > 0 && high * 10 >= units * 9;
}

enum charset charset_guess(struct str head) {
    head = str_first(head, CHARSET_HEAD_BYTES);
    if (str_starts(head, STR("\xFF\xFE"))) return CHARSET_UTF16LE;
    if (str_starts(head, STR("\xFE\xFF"))) return CHARSET_UTF16BE;
    if (str_starts(head, str_of(bom))) return CHARSET_UTF8;
    if (looks_utf16(head, 1)) return CHARSET_UTF16LE;
    if (looks_utf16(head, 0)) return CHARSET_UTF16BE;
    head.n -= incomplete_tail(head);
    struct evidence found = weigh(head);
    return found.bad > found.letters ? CHARSET_WINDOWS_1256 : CHARSET_UTF8;
}

/* ---- Converting ---- */

static void report_line(struct charset_reader *r) {
    struct charset_report *report = &r->report;
    if (report->lines_kept == CHARSET_LINES_KEPT) return;
    if (report->lines_kept && report->lines[report->lines_kept - 1] == r->line) return;
    report->lines[report->lines_kept++] = r->line;
}

static void put_windows_1256(struct str s, struct buf *out) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x80)
            buf_byte(out, (char)c);
        else
            buf_code(out, windows_1256[c - 0x80]);
    }
}

static void put_damaged(struct charset_reader *r, struct str s, struct buf *out) {
    uint32_t code;
    for (size_t before = s.n; utf8_next(&s, &code); before = s.n) {
        buf_code(out, code);
        r->report.damaged_units += code == 0xFFFD && before - s.n == 1;
    }
}

/* One line, or a piece of a very long one. */
static void put_line(struct charset_reader *r, struct str line, struct buf *out) {
    if (utf8_valid(line)) {
        buf_put(out, line);
        return;
    }
    struct evidence found = weigh(line);
    report_line(r);
    if (found.letters >= found.bad) {
        put_damaged(r, line, out);
    } else {
        r->report.other_lines++;
        put_windows_1256(line, out);
    }
}

static void count_lines(struct charset_reader *r, struct str s) {
    const char *end = s.p + s.n;
    for (const char *p = s.p; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
        r->line++;
}

/* Whole lines: at once when all is well, else one by one. */
static void put_lines(struct charset_reader *r, struct str lines, struct buf *out) {
    if (utf8_valid(lines)) {
        buf_put(out, lines);
        count_lines(r, lines);
        return;
    }
    while (lines.n) {
        const char *end = memchr(lines.p, '\n', lines.n);
        size_t n = end ? (size_t)(end - lines.p) + 1 : lines.n;
        put_line(r, str_first(lines, n), out);
        r->line += end != NULL;
        lines = str_from(lines, n);
    }
}

/* Give out what is held and `bytes`, which together are whole lines. */
static void put_with_held(struct charset_reader *r, struct str bytes, struct buf *out) {
    if (r->held.n) {
        const char *end = memchr(bytes.p, '\n', bytes.n);
        size_t n = end ? (size_t)(end - bytes.p) + 1 : bytes.n;
        buf_put(&r->held, str_first(bytes, n));
        put_lines(r, buf_str(&r->held), out);
        r->held.n = 0;
        bytes = str_from(bytes, n);
    }
    put_lines(r, bytes, out);
}

/* Hold the beginning of a line back; of a line beyond the limit only half a letter. */
static void hold(struct charset_reader *r, struct str tail, struct buf *out) {
    if (r->held.n + tail.n > CHARSET_LINE_LIMIT) {
        size_t half = incomplete_tail(tail);
        put_with_held(r, str_first(tail, tail.n - half), out);
        tail = str_from(tail, tail.n - half);
    }
    buf_put(&r->held, tail);
}

static void feed_utf8(struct charset_reader *r, struct str bytes, struct buf *out) {
    while (bytes.n) {
        struct str part = str_first(bytes, CHARSET_LINE_LIMIT);
        bytes = str_from(bytes, part.n);
        const char *last = memrchr(part.p, '\n', part.n);
        size_t whole = last ? (size_t)(last - part.p) + 1 : 0;
        if (whole) put_with_held(r, str_first(part, whole), out);
        hold(r, str_from(part, whole), out);
    }
}

static uint32_t utf16_unit(const struct charset_reader *r, const char *p) {
    unsigned char low = (unsigned char)p[r->from == CHARSET_UTF16BE];
    unsigned char high = (unsigned char)p[r->from == CHARSET_UTF16LE];
    return (uint32_t)high << 8 | low;
}

/* One code point of UTF-16 from the front of *rest, or false when its end has not come. */
static bool utf16_next(struct charset_reader *r, struct str *rest, bool last,
                       uint32_t *out_code) {
    if (rest->n < 2) return false;
    uint32_t unit = utf16_unit(r, rest->p);
    bool high = unit >= 0xD800 && unit < 0xDC00;
    if (high && rest->n < 4 && !last) return false;
    uint32_t low = high && rest->n >= 4 ? utf16_unit(r, rest->p + 2) : 0;
    bool pair = low >= 0xDC00 && low < 0xE000;
    *rest = str_from(*rest, pair ? 4 : 2);
    if (pair) unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    if (unit >= 0xD800 && unit < 0xE000) {
        report_line(r);
        r->report.damaged_units++;
        unit = 0xFFFD;
    }
    *out_code = unit;
    return true;
}

static struct str put_utf16(struct charset_reader *r, struct str units, bool last,
                            struct buf *out) {
    uint32_t code;
    while (utf16_next(r, &units, last, &code)) {
        buf_code(out, code);
        r->line += code == '\n';
    }
    return units;
}

static void feed_utf16(struct charset_reader *r, struct str bytes, struct buf *out) {
    while (r->held.n && bytes.n) { /* at most three bytes of a pair wait */
        buf_put(&r->held, str_first(bytes, 1));
        bytes = str_from(bytes, 1);
        struct str rest = put_utf16(r, buf_str(&r->held), false, out);
        if (rest.n < r->held.n) {
            memmove(r->held.p, rest.p, rest.n);
            r->held.n = rest.n;
        }
    }
    buf_put(&r->held, put_utf16(r, bytes, false, out));
}

void charset_init(struct charset_reader *r, struct arena *mem, enum charset from) {
    *r = (struct charset_reader){
        .from = from, .line = 1, .held = buf_in(mem, 2 * CHARSET_LINE_LIMIT)};
}

/* The mark may stand only at the very beginning of what was given out. */
static void drop_bom(struct charset_reader *r, struct buf *out, size_t before) {
    if (r->started || out->n == before) return;
    r->started = true;
    struct str text = str_n(out->p + before, out->n - before);
    if (!str_starts(text, str_of(bom))) return;
    out->n -= sizeof bom - 1;
    memmove(out->p + before, out->p + before + sizeof bom - 1, out->n - before);
}

void charset_feed(struct charset_reader *r, struct str bytes, struct buf *out) {
    size_t before = out->n;
    switch (r->from) {
    case CHARSET_UTF8: feed_utf8(r, bytes, out); break;
    case CHARSET_UTF16LE:
    case CHARSET_UTF16BE: feed_utf16(r, bytes, out); break;
    case CHARSET_WINDOWS_1256: put_windows_1256(bytes, out); break;
    }
    drop_bom(r, out, before);
}

void charset_end(struct charset_reader *r, struct buf *out) {
    size_t before = out->n;
    struct str rest = buf_str(&r->held);
    if (r->from == CHARSET_UTF8) {
        put_lines(r, rest, out);
    } else if (rest.n && put_utf16(r, rest, true, out).n) {
        report_line(r);
        r->report.damaged_units++;
        buf_code(out, 0xFFFD);
    }
    r->held.n = 0;
    drop_bom(r, out, before);
}
