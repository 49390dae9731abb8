#include "samples.h"

#include "api/body.h"
#include "base/json.h"
#include "base/json_write.h"
#include "records/fields/field_type.h"

enum { TEXT_LEAST = 20 }; /* a field of fewer letters is a code */

const char *const samples_first[] = {"role", "team", "user", "file", "party", NULL};

static const struct {
    const char *type, *json;
} samples[] = {
    {"long_text", "\"شرح\\nدوم\""},
    {"integer", "7"},
    {"decimal", "1"},
    {"money", "2500000"},
    {"percent", "5"},
    {"yes_no", "true"},
    {"date", "\"2025-11-22\""},
    {"time", "\"14:30\""},
    {"date_time", "\"2025-11-22T08:30:00.000Z\""},
    {"duration", "90"},
    {"phone", "\"+989121234567\""},
    {"email", "\"a@example.ir\""},
    {"url", "\"https://example.ir/\""},
    {"national_id", "\"0499370899\""},
    {"sheba", "\"IR820540102680020817909002\""},
    {"card", "\"6037701689095443\""},
    {"rating", "4"},
    {"tags", "[\"ویژه\"]"},
    {"address", "{\"city\":\"شیراز\",\"street\":\"زند\"}"},
    {"identifier", "\"0SA5JE3DM0000\""},
};

/* Numbers come back with all their decimals: 5 of scale 2 as 5.00. */
static struct str with_decimals(struct arena *mem, const struct field *f,
                                struct str number) {
    static const char zeros[] = ".000000000";
    if (!f->scale) return number;
    return str_join(mem, number, str_n(zeros, (size_t)f->scale + 1));
}

/* What a field takes as JSON, or empty: it is then left out. */
static struct str sample(const struct samples *s, const struct field *f) {
    struct buf b = buf_in(s->k->mem, 0);
    bool list = str_is(str_of(f->type->json_type), "array");
    struct str text =
        f->choices ? f->choices->choices[0].key : (f->to ? s->linked[f->to->at] : STR(""));
    if (!text.n && str_is(str_of(f->type->name), "text"))
        text = str_of(f->max >= TEXT_LEAST ? s->text : "x");
    if (text.n) {
        if (list) buf_byte(&b, '[');
        buf_json(&b, text);
        if (list) buf_byte(&b, ']');
        return buf_str(&b);
    }
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (str_is(str_of(f->type->name), samples[i].type))
            return with_decimals(s->k->mem, f, str_of(samples[i].json));
    return STR("");
}

/* Where the rules of a kind ask for more than the type of a field does. */
static const struct {
    const char *kind, *field, *json;
} particular[] = {
    {"user", "login", "\"maryam\""},
    {"contact_point", "value", "\"+982188776655\""},
    {"quote_line", "discount_amount", "1000"},
    {"sales_order_line", "discount_amount", "1000"},
    {"sales_target", "of_team", "null"},
    {"sales_target", "category", "null"},
    {"sales_target", "product", "null"},
    {"sales_target", "city", "null"},
    {"qualification", "result", "\"unfit\""},
    {"score_rule", "condition", "\"created_at is not empty\""},
    {"routing_rule", "condition", "\"city is not empty\""},
};

static struct str value_of(const struct samples *s, const struct field *f) {
    if (str_is(f->entity->name, "bundle_part") && str_is(f->name, "bundle"))
        return s->bundle;
    if (str_is(f->entity->name, "stage_question") && str_is(f->name, "stage"))
        return s->stage;
    for (size_t i = 0; i < sizeof particular / sizeof *particular; i++)
        if (str_is(f->entity->name, particular[i].kind)
            && str_is(f->name, particular[i].field))
            return str_of(particular[i].json);
    return sample(s, f);
}

struct str samples_body(const struct samples *s, const struct entity *e) {
    struct buf b = buf_in(s->k->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    for (int i = 0; i < e->field_count; i++) {
        bool takes = api_takes(e->fields[i]) && i != FIELD_EXTERNAL_ID; /* changed later */
        struct str value = takes ? value_of(s, e->fields[i]) : STR("");
        if (!value.n) continue;
        json_name_str(&w, e->fields[i]->name);
        json_write_raw(&w, value);
    }
    json_end_object(&w);
    return buf_str(&b);
}

bool samples_by_rule(const struct entity *e) {
    static const char *const kinds[] = {"subscription_change"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(e->name, kinds[i])) return true;
    return false;
}

void samples_begin(struct samples *s, struct kit *k, const char *text) {
    *s = (struct samples){.k = k, .text = text};
    struct reply r = kit_api(k, "admin", POST, "/api/v1/product",
                             "{\"name\":\"b\",\"code\":\"b\",\"kind\":\"bundle\"}");
    struct json *made;
    assert_int_equal(r.status, 201);
    assert_int_equal(json_parse(k->mem, r.body, NULL, &made, NULL), OK);
    s->bundle = str_format(k->mem, "\"%.*s\"", STR_ARG(json_text(json_get(made, "id"))));
    r = kit_api(k, "admin", GET, "/api/v1/deal_stage", "");
    assert_int_equal(json_parse(k->mem, r.body, NULL, &made, NULL), OK);
    const struct json *first = json_at(json_get(made, "data"), 0);
    s->stage = str_format(k->mem, "\"%.*s\"", STR_ARG(json_text(json_get(first, "id"))));
}
