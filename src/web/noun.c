#include "web/noun.h"

/* A last ه is mute, and takes a hamza, except after a long vowel: «فروشگاه», «گروه». */
static bool ends_mute(struct str noun) {
    return str_ends(noun, STR("ه")) && !str_ends(noun, STR("اه"))
           && !str_ends(noun, STR("وه"));
}

struct str noun_bound(const struct ctx *cx, struct str noun) {
    if (cx->lang != LANG_FA) return noun;
    if (ends_mute(noun)) return str_join(cx->mem, noun, STR("\u0654"));
    if (str_ends(noun, STR("ا")) || str_ends(noun, STR("و")))
        return str_join(cx->mem, noun, STR("ی"));
    return noun;
}

struct str noun_new(const struct ctx *cx, struct str noun) {
    return msg_format(cx->mem, cx->lang, MSG_NOUN_NEW,
                      MSG_PARTS({"kind", noun_bound(cx, noun)}));
}
