#include "persian/sort.h"

#include "base/arena.h"
#include "persian/letter.h"

enum { KEY_BYTES = FA_SORT_LETTERS * 4 };

struct str fa_sort_key(struct arena *a, struct str s) {
    char key[KEY_BYTES], *at = key;
    size_t count = 0;
    bool space = false;
    struct letters rest = letters_of(s);
    for (const struct letter *l; count < FA_SORT_LETTERS && (l = letters_next(&rest));) {
        if (l->rank == RANK_SPACE) {
            space = count > 0;
            continue;
        }
        if (!l->rank) continue;
        if (space && ++count < FA_SORT_LETTERS) *at++ = RANK_SPACE;
        space = false;
        if (count++ >= FA_SORT_LETTERS) break;
        at = letter_put(at, l->rank == RANK_OTHER ? l->folded : l->rank);
    }
    return str_dup(a, str_n(key, (size_t)(at - key)));
}
