/* value.h - what one column of one row holds, and what is bound to a statement. */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include "base/str.h"

enum value_kind { V_NULL, V_INT, V_TEXT, V_BYTES };

struct value {
    enum value_kind kind;
    union {
        int64_t i;
        struct str s; /* borrowed */
    };
};

static inline struct value v_null(void) {
    return (struct value){.kind = V_NULL};
}
static inline struct value v_int(int64_t i) {
    return (struct value){.kind = V_INT, .i = i};
}
static inline struct value v_text(struct str s) {
    return (struct value){.kind = V_TEXT, .s = s};
}
static inline struct value v_bytes(struct str s) {
    return (struct value){.kind = V_BYTES, .s = s};
}
static inline bool value_eq(struct value a, struct value b) {
    if (a.kind != b.kind) return false;
    if (a.kind == V_NULL) return true;
    return a.kind == V_INT ? a.i == b.i : str_eq(a.s, b.s);
}

#endif
