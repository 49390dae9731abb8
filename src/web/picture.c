#include "web/picture.h"

/* How each kind begins, and what stands further on where that says nothing yet. */
static const struct picture {
    struct str type, begins;
    size_t at;
    struct str then;
} pictures[] = {
    {STR_INIT("image/png"), STR_INIT("\x89PNG\r\n\x1a\n"), 12, STR_INIT("IHDR")},
    {STR_INIT("image/jpeg"), STR_INIT("\xff\xd8\xff"), 0, STR_INIT("")},
    {STR_INIT("image/webp"), STR_INIT("RIFF"), 8, STR_INIT("WEBP")},
    {STR_INIT("image/gif"), STR_INIT("GIF8"), 5, STR_INIT("a")},
};
enum { PICTURES = sizeof pictures / sizeof *pictures };

struct str picture_type(struct str bytes) {
    for (int i = 0; i < PICTURES; i++) {
        const struct picture *k = &pictures[i];
        if (str_starts(bytes, k->begins) && str_starts(str_from(bytes, k->at), k->then))
            return k->type;
    }
    return STR("");
}

bool picture_shown(struct str type) {
    for (int i = 0; i < PICTURES; i++)
        if (str_eq(type, pictures[i].type)) return true;
    return false;
}
