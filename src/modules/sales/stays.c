#include "modules/sales/stays.h"

#include "base/buf.h"

int stays_read(struct str text, struct stay out[STAYS]) {
    int count = 0;
    struct str stage, ms;
    while (count < STAYS && str_cut(&text, ' ', &stage) && str_cut(&text, ' ', &ms)) {
        struct stay s;
        if (!str_int(stage, &s.stage) || !str_int(ms, &s.ms)) break;
        out[count++] = s;
    }
    return count;
}

struct str stays_add(struct arena *mem, struct str text, int64_t stage, int64_t ms) {
    struct stay all[STAYS];
    int count = stays_read(text, all), at = 0;
    while (at < count && all[at].stage != stage)
        at++;
    if (at == STAYS) return text;
    if (at == count) all[count++] = (struct stay){stage, 0};
    if (ms > 0) all[at].ms += ms;
    struct buf b = buf_in(mem, 0);
    for (int i = 0; i < count; i++)
        buf_format(&b, "%s%lld %lld", i ? " " : "", (long long)all[i].stage,
                   (long long)all[i].ms);
    return buf_str(&b);
}
