#include "web/pages/requests/presented.h"

#include "entities.h"
#include "http/reply.h"
#include "modules/platform/file.h"
#include "web/pages/requests/outside.h"
#include "web/picture.h"

/* ERR_ABSENT: none, or not on sale. */
static enum err read_product(struct ctx *cx, const struct record *form,
                             struct record *out) {
    int64_t id = record_int(form, REQUEST_FORM_PRESENTS);
    if (!id) return ERR_ABSENT;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "product"), id, out));
    return record_int(out, PRODUCT_ACTIVE) == 1 ? OK : ERR_ABSENT;
}

static struct str own_picture(struct ctx *cx, int64_t file) {
    return str_format(cx->mem, "/file/%s/content", id_text(file).z);
}

enum err presented_read(struct ctx *cx, const struct record *form, struct str picture,
                        struct presented *out) {
    struct record r;
    *out = (struct presented){0};
    enum err e = read_product(cx, form, &r);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    int64_t file = record_int(&r, PRODUCT_IMAGE);
    out->name = record_str(&r, PRODUCT_NAME);
    out->description = record_str(&r, PRODUCT_DESCRIPTION);
    out->price_field = r.entity->fields[PRODUCT_PRICE];
    if (record_int(form, REQUEST_FORM_PRICED) == 1) out->price = r.values[PRODUCT_PRICE];
    if (file) out->picture = picture.n ? picture : own_picture(cx, file);
    return OK;
}

enum err presented_picture_get(struct page *p) {
    struct record form, product;
    struct file file;
    TRY(outside_form(p, &form));
    TRY(read_product(p->cx, &form, &product));
    TRY(file_get_plain(p->cx, record_int(&product, PRODUCT_IMAGE), &file));
    if (!picture_shown(file.type)) return ERR_ABSENT;
    reply_cache(p, CACHE_DAY);
    return reply_pile(p, file.name, file.type, file.id, true);
}
