/* address.c - an address in parts; a form sends them apart, the type reads them as JSON. */
#include "web/widgets/address.h"

#include "base/json.h"
#include "base/json_write.h"
#include "web/widgets/address.html.h"

const struct address_part address_parts[ADDRESS_PARTS] = {
    {"province", MSG_WIDGET_PROVINCE, false, false},
    {"county", MSG_WIDGET_COUNTY, false, false},
    {"city", MSG_WIDGET_CITY, false, false},
    {"postal_code", MSG_WIDGET_POSTAL_CODE, false, true},
    {"street", MSG_WIDGET_STREET, true, false},
};

void address_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str values[ADDRESS_PARTS];
    struct json *root = NULL;
    bool came = in->form && widget_came(in->field, input_name(in), in->form);
    if (!came && in->value.kind == V_TEXT)
        (void)json_parse(cx->mem, in->value.s, NULL, &root, NULL);
    for (int i = 0; i < ADDRESS_PARTS; i++) {
        struct str kept = json_text(json_get(root, address_parts[i].name));
        if (address_parts[i].digits) kept = cx_digits_of(cx, kept);
        values[i] = came ? input_part(cx, in, address_parts[i].name) : kept;
    }
    address_lines(out, cx, in, input_name(in), values);
}

struct str address_typed(struct ctx *cx, const struct field *f, struct str name,
                         const struct form *form) {
    (void)f;
    struct str whole = form_named(form, name);
    if (whole.n) return whole;
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    for (int i = 0; i < ADDRESS_PARTS; i++) {
        struct str typed = form_named(form, part_name(cx, name, address_parts[i].name));
        if (!str_trim(typed).n) continue;
        json_name(&w, address_parts[i].name);
        json_write_str(&w, typed);
    }
    json_end_object(&w);
    return buf_str(&b);
}
