/* begin.c - what an organisation has before anybody works in it. */
#include "app/app.h"
#include "app/tables.h"
#include "modules/platform/platform.h"

enum err app_begin_modules(struct ctx *cx) {
    for (const struct module *const *m = app_modules; *m; m++)
        if ((*m)->begin) TRY((*m)->begin(cx));
    return OK;
}

enum err app_begin(struct ctx *cx, const struct first_user *first) {
    TRY(platform_begin(cx, first));
    return app_begin_modules(cx);
}
