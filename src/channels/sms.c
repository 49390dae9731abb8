#include "channels/sms.h"

#include "base/arena.h"
#include "base/buf.h"
#include "persian/phone.h"

/* ---- How long it is ---- */

enum {
    GSM_ALONE = 160,
    GSM_PART = 153, /* of several: the rest says which one it is */
    WIDE_ALONE = 70,
    WIDE_PART = 67,
    WIDE_PLANE = 0x10000, /* from here on a letter is two units */
};

/* GSM 03.38 beside ASCII; those behind the bar are two septets long. */
static const char gsm_more[] = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
static const char gsm_double[] = "^{}\\[~]|€";
static const char gsm_lacks[] = "`";

static bool has(const char *letters, uint32_t code) {
    struct str rest = str_of(letters);
    uint32_t one;
    while (utf8_next(&rest, &one))
        if (one == code) return true;
    return false;
}

/* Septets of a letter; 0: it has none. */
static int septets(uint32_t code) {
    if (has(gsm_double, code)) return 2;
    bool ascii = code == '\n' || code == '\r' || (code >= ' ' && code <= '~');
    return (ascii && !has(gsm_lacks, code)) || has(gsm_more, code) ? 1 : 0;
}

static int parts_of(int units, int alone, int part) {
    return units <= alone ? 1 : (units + part - 1) / part;
}

struct sms_size sms_size(struct str text) {
    struct sms_size size = {0};
    int narrow = 0, wide = 0;
    uint32_t code;
    while (utf8_next(&text, &code)) {
        int n = septets(code);
        narrow += n;
        size.wide |= n == 0;
        wide += code >= WIDE_PLANE ? 2 : 1;
    }
    int alone = size.wide ? WIDE_ALONE : GSM_ALONE, part = size.wide ? WIDE_PART : GSM_PART;
    size.units = size.wide ? wide : narrow;
    size.parts = parts_of(size.units, alone, part);
    size.room = (size.parts == 1 ? alone : size.parts * part) - size.units;
    return size;
}

/* ---- Asking a gateway ---- */

typedef void put_fn(struct buf *out, struct str value);

static void put_for_url(struct buf *out, struct str value) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')
                     || (c && strchr("-._~", c));
        if (plain) {
            buf_byte(out, (char)c);
            continue;
        }
        buf_byte(out, '%');
        buf_byte(out, digits[c >> 4]);
        buf_byte(out, digits[c & 15]);
    }
}

/* Inside the quotes that stand in the template. */
static void put_for_json(struct buf *out, struct str value) {
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if (c == '"' || c == '\\') buf_byte(out, '\\');
        if (c < ' ')
            buf_format(out, "\\u%04x", c);
        else
            buf_byte(out, (char)c);
    }
}

struct part {
    const char *name;
    struct str value;
};

static bool take_part(struct str *rest, const struct part *parts, struct str *out) {
    for (; parts->name; parts++) {
        if (!str_starts(*rest, str_of(parts->name))) continue;
        *rest = str_from(*rest, strlen(parts->name));
        *out = parts->value;
        return true;
    }
    return false;
}

static struct str fill(struct arena *mem, struct str text, const struct part *parts,
                       put_fn *put) {
    struct buf b = buf_in(mem, 0);
    struct str value;
    while (text.n) {
        if (text.p[0] == '{' && take_part(&text, parts, &value)) {
            put(&b, value);
            continue;
        }
        buf_byte(&b, text.p[0]);
        text = str_from(text, 1);
    }
    return buf_str(&b);
}

/* A line's end would begin another header. */
static bool header_ok(struct str header) {
    for (size_t i = 0; i < header.n; i++)
        if ((unsigned char)header.p[i] < ' ') return false;
    return true;
}

static bool url_ok(struct str url) {
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ') return false;
    return str_starts(url, STR("https://")) || str_starts(url, STR("http://"));
}

static void put_as_is(struct buf *out, struct str value) {
    buf_put(out, value);
}

static struct str local_of(struct arena *mem, struct str to) {
    static const char country[] = "+98";
    if (!str_starts(to, str_of(country))) return to;
    return str_join(mem, STR("0"), str_from(to, sizeof country - 1));
}

/* A brace alone may begin a form, as {to}=… */
static bool is_json(struct str body) {
    bool object =
        str_starts(body, STR("{")) && str_starts(str_trim(str_from(body, 1)), STR("\""));
    return object || str_starts(body, STR("["));
}

bool sms_call(struct arena *mem, const struct letter *l, struct sms_call *out) {
    const struct sms_gateway *g = &l->sms;
    const struct part parts[] = {{"{to}", l->to},
                                 {"{local}", local_of(mem, l->to)},
                                 {"{text}", l->text},
                                 {"{sender}", g->sender},
                                 {"{key}", g->key},
                                 {"{mark}", l->mark},
                                 {"{coding}", sms_size(l->text).wide ? STR("2") : STR("0")},
                                 {NULL}};
    struct str body = str_trim(g->body);
    if (!phone_is_standard(l->to)) return false;
    out->json = is_json(body);
    out->url = fill(mem, g->url, parts, put_for_url);
    out->header = fill(mem, g->header, parts, put_as_is);
    out->body = fill(mem, body, parts, out->json ? put_for_json : put_for_url);
    return url_ok(out->url) && header_ok(out->header);
}
