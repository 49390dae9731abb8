#include "base/err.h"

const char *err_name(enum err e) {
    static const char *const names[] = {
        [OK] = "ok",
        [ERR_INVALID] = "invalid",
        [ERR_DENIED] = "denied",
        [ERR_ABSENT] = "absent",
        [ERR_CONFLICT] = "conflict",
        [ERR_LIMIT] = "limit",
        [ERR_BUSY] = "busy",
        [ERR_STORE] = "store",
        [ERR_CORRUPT] = "corrupt",
        [ERR_IO] = "io",
        [ERR_FULL] = "full",
    };
    return names[e];
}
