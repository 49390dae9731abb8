#include "base/id.h"

static const int64_t ID_EPOCH_MS = 1577836800000; /* 2020-01-01T00:00Z */
enum { COUNTER_BITS = 12, DEVICE_BITS = 10 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct id_maker id_maker_after(int device, int64_t latest) {
    int64_t devices = (int64_t)(ID_DEVICE_LIMIT - 1) << COUNTER_BITS;
    int64_t last = latest ? (latest & ~devices) | (int64_t)device << COUNTER_BITS : 0;
    if (last < latest) last += (int64_t)1 << (COUNTER_BITS + DEVICE_BITS);
    return (struct id_maker){.device = device, .last = last};
}

int64_t id_make(struct id_maker *maker, int64_t now_ms) {
    int64_t ms = now_ms > ID_EPOCH_MS ? now_ms - ID_EPOCH_MS : 0;
    int64_t device = (int64_t)maker->device << COUNTER_BITS;
    int64_t id = ms << (COUNTER_BITS + DEVICE_BITS) | device;
    if (id <= maker->last) {
        id = maker->last + 1;
        int64_t counter = id & ((1 << COUNTER_BITS) - 1);
        if (counter == 0) /* a full millisecond: take the next one */
            id = (((maker->last >> (COUNTER_BITS + DEVICE_BITS)) + 1)
                  << (COUNTER_BITS + DEVICE_BITS))
                 | device;
    }
    return maker->last = id;
}

int64_t id_time_ms(int64_t id) {
    return (id >> (COUNTER_BITS + DEVICE_BITS)) + ID_EPOCH_MS;
}

struct id_text id_text(int64_t id) {
    struct id_text text = {{0}};
    uint64_t rest = (uint64_t)id;
    for (int i = ID_CHARS; i-- > 0; rest >>= 5)
        text.z[i] = alphabet[rest & 31];
    return text;
}

static int letter_value(char c) {
    if (c >= 'a' && c <= 'z') c = (char)(c - 32);
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

bool id_parse(struct str s, int64_t *out_id) {
    if (s.n != ID_CHARS) return false;
    uint64_t id = 0;
    for (size_t i = 0; i < s.n; i++) {
        int value = letter_value(s.p[i]);
        if (value < 0 || (i == 0 && value > 7)) return false;
        id = id << 5 | (unsigned)value;
    }
    if (id > INT64_MAX) return false;
    *out_id = (int64_t)id;
    return true;
}
