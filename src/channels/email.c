#include "channels/email.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/encode.h"

enum {
    WORD_BYTES =
        39, /* in one encoded word: with all around it no line has more than 76 letters */
    ADDRESS_BYTES = 254,
};

/* ---- Words in a header ---- */

static bool is_plain(struct str words) {
    for (size_t i = 0; i < words.n; i++) {
        unsigned char c = (unsigned char)words.p[i];
        if (c < ' ' || c > '~' || strchr("\"\\()<>[]:;@,=?", c)) return false;
    }
    return words.n <= WORD_BYTES;
}

/* As many whole letters as one encoded word takes. */
static struct str first_word(struct str words) {
    size_t n = words.n < WORD_BYTES ? words.n : WORD_BYTES;
    while (n < words.n && n > 1 && ((unsigned char)words.p[n] & 0xC0) == 0x80)
        n--;
    return str_first(words, n);
}

void email_put_words(struct buf *out, struct str words) {
    if (is_plain(words)) {
        buf_put(out, words);
        return;
    }
    for (bool first = true; words.n; first = false) {
        struct str word = first_word(words);
        if (!first) BUF_LIT(out, "\r\n ");
        BUF_LIT(out, "=?UTF-8?B?");
        buf_base64(out, word);
        BUF_LIT(out, "?=");
        words = str_from(words, word.n);
    }
}

bool email_line_ok(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F) return false;
    return utf8_valid(s);
}

bool email_address_ok(struct str address) {
    size_t ats = 0;
    for (size_t i = 0; i < address.n; i++) {
        unsigned char c = (unsigned char)address.p[i];
        if (c <= ' ' || c == 0x7F || strchr("\"\\()<>[]:;,", c)) return false;
        ats += c == '@';
    }
    return ats == 1 && address.n <= ADDRESS_BYTES && address.p[0] != '@'
           && address.p[address.n - 1] != '@' && utf8_valid(address);
}

/* ---- The headers ---- */

static void put_date(struct buf *out, int64_t ms, int zone_minutes) {
    static const char days[] = "SatSunMonTueWedThuFri";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int64_t day = day_of(ms, zone_minutes);
    struct gregorian g = gregorian_from_day(day);
    int minute = minute_of_day(ms, zone_minutes);
    int zone = zone_minutes < 0 ? -zone_minutes : zone_minutes;
    buf_format(out, "%.3s, %d %.3s %d %02d:%02d:%02d %c%02d%02d",
               days + 3 * (int)day_weekday(day), g.day, months + 3 * (g.month - 1), g.year,
               minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR,
               (int)(ms / MS_PER_SECOND % 60), zone_minutes < 0 ? '-' : '+',
               zone / MINUTES_PER_HOUR, zone % MINUTES_PER_HOUR);
}

static struct str domain_of(struct str address) {
    struct str rest = address, local;
    (void)str_cut(&rest, '@', &local);
    return rest;
}

static struct buf *begin(struct arena *mem, struct buf *b, const char *name) {
    *b = buf_in(mem, 0);
    buf_putz(b, name);
    BUF_LIT(b, ": ");
    return b;
}

static void end(struct email_headers *out, const struct buf *b) {
    out->lines[out->count++] = buf_str(b);
}

static void put_from(struct arena *mem, const struct letter *l, struct email_headers *out) {
    struct buf b;
    begin(mem, &b, "From");
    if (l->mail.from_name.n) {
        email_put_words(&b, l->mail.from_name);
        buf_byte(&b, ' ');
    }
    buf_format(&b, "<%.*s>", STR_ARG(l->mail.from_address));
    end(out, &b);
}

/* Nobody's holiday notice answers what a program wrote by itself. */
static void put_nature(struct arena *mem, const struct letter *l,
                       struct email_headers *out) {
    struct buf b;
    buf_putz(begin(mem, &b, "Auto-Submitted"), "auto-generated");
    end(out, &b);
    buf_putz(begin(mem, &b, "X-Message-Class"),
             l->purpose == LETTER_MARKETING ? "marketing" : "transactional");
    end(out, &b);
}

bool email_headers(struct arena *mem, const struct letter *l, struct email_headers *out) {
    struct buf b;
    out->count = 0;
    if (!email_address_ok(l->to) || !email_address_ok(l->mail.from_address)
        || !email_line_ok(l->mail.from_name) || !email_line_ok(l->subject)
        || !email_line_ok(l->mark))
        return false;
    put_from(mem, l, out);
    buf_format(begin(mem, &b, "To"), "<%.*s>", STR_ARG(l->to));
    end(out, &b);
    email_put_words(begin(mem, &b, "Subject"), l->subject);
    end(out, &b);
    put_date(begin(mem, &b, "Date"), l->made_ms, l->zone_minutes);
    end(out, &b);
    buf_format(begin(mem, &b, "Message-ID"), "<%.*s@%.*s>", STR_ARG(l->mark),
               STR_ARG(domain_of(l->mail.from_address)));
    end(out, &b);
    put_nature(mem, l, out);
    return true;
}

/* ---- The text as HTML ---- */

static void put_escaped(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.n; i++)
        switch (s.p[i]) {
        case '<': BUF_LIT(out, "&lt;"); break;
        case '>': BUF_LIT(out, "&gt;"); break;
        case '&': BUF_LIT(out, "&amp;"); break;
        case '"': BUF_LIT(out, "&quot;"); break;
        default: buf_byte(out, s.p[i]);
        }
}

/* A line that is a link stands from left to right, whatever is around it. */
static void put_line(struct buf *out, struct str line) {
    bool link = str_starts(line, STR("https://")) || str_starts(line, STR("http://"));
    if (!link) {
        BUF_LIT(out, "<p dir=\"auto\">");
        put_escaped(out, line);
        BUF_LIT(out, "</p>\n");
        return;
    }
    BUF_LIT(out, "<p dir=\"ltr\"><a href=\"");
    put_escaped(out, line);
    BUF_LIT(out, "\">");
    put_escaped(out, line);
    BUF_LIT(out, "</a></p>\n");
}

struct str email_html(struct arena *mem, const struct letter *l) {
    struct buf b = buf_in(mem, 0);
    bool english = l->lang == LANG_EN;
    buf_format(
        &b,
        "<!doctype html>\n<html lang=\"%s\" dir=\"%s\"><head><meta charset=\"utf-8\">"
        "</head><body style=\"font:16px/1.9 Vazirmatn,Tahoma,sans-serif\">\n",
        english ? "en" : "fa", english ? "ltr" : "rtl");
    for (struct str rest = l->text, line; str_cut(&rest, '\n', &line);) {
        line = str_trim(line);
        if (line.n) put_line(&b, line);
    }
    BUF_LIT(&b, "</body></html>\n");
    return buf_str(&b);
}
