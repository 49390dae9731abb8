#include "base/encode.h"

static const char base64url[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char base64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void buf_hex(struct buf *b, struct str bytes) {
    static const char digits[] = "0123456789abcdef";
    char *to = bytes.n <= SIZE_MAX / 2 ? buf_room(b, bytes.n * 2) : NULL;
    if (!to) return;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        *to++ = digits[c >> 4];
        *to++ = digits[c & 15];
    }
    b->n += bytes.n * 2;
}

/* Four letters for three bytes; the last group has a letter more than it has bytes. */
static void put_letters(struct buf *b, struct str bytes, const char *alphabet) {
    for (; bytes.n; bytes = str_from(bytes, 3)) {
        unsigned char group[3] = {0};
        size_t n = bytes.n < 3 ? bytes.n : 3;
        memcpy(group, bytes.p, n);
        char letters[4] = {
            alphabet[group[0] >> 2],
            alphabet[(group[0] & 3) << 4 | group[1] >> 4],
            alphabet[(group[1] & 15) << 2 | group[2] >> 6],
            alphabet[group[2] & 63],
        };
        buf_put(b, str_n(letters, n + 1));
    }
}

void buf_base64url(struct buf *b, struct str bytes) {
    put_letters(b, bytes, base64url);
}

void buf_base64(struct buf *b, struct str bytes) {
    put_letters(b, bytes, base64);
    for (size_t n = bytes.n % 3; n && n < 3; n++)
        buf_byte(b, '=');
}

static int base64url_value(char c) {
    const char *at = c ? strchr(base64url, c) : NULL;
    return at ? (int)(at - base64url) : -1;
}

/* Up to four letters into up to three bytes; bits that belong to no byte must be zero, so
 * that each byte string has one text only. The number of bytes, 0 if the letters
 * are bad. */
static size_t base64url_group(struct str letters, char out[3]) {
    uint32_t bits = 0;
    for (size_t i = 0; i < 4; i++) {
        int value = i < letters.n ? base64url_value(letters.p[i]) : 0;
        if (value < 0) return 0;
        bits = bits << 6 | (uint32_t)value;
    }
    for (int i = 0; i < 3; i++)
        out[i] = (char)(bits >> (16 - 8 * i));
    size_t n = letters.n - 1;
    return n == 3 || (bits & (0xFFFFFFu >> (8 * n))) == 0 ? n : 0;
}

bool buf_from_base64url(struct buf *b, struct str text) {
    size_t n = text.n / 4 * 3 + (text.n % 4 ? text.n % 4 - 1 : 0);
    char *to = buf_room(b, n);
    if (b->failed) return false;
    for (; text.n; text = str_from(text, 4)) {
        char bytes[3];
        size_t got = base64url_group(str_first(text, 4), bytes);
        if (!got) return false;
        memcpy(to, bytes, got);
        to += got;
    }
    b->n += n;
    return true;
}
