/* merge_unite.c - one customer out of two, field by field, and what would be lost of the
 * ways to reach and to recognise it. */
#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/people/merge_parts.h"
#include "persian/fold.h"
#include "persian/phone.h"
#include "records/data/record.h"

enum { CONTACTS_MOST = 500, NOTE_LETTERS = 20000, NUMBER_LETTERS = 60 };

static bool filled(struct value v) {
    return v.kind != V_NULL;
}

bool merge_asks(const struct record *keep, const struct record *gone,
                const struct field *f) {
    bool chosen = f->at >= FIELD_STANDARD_COUNT && f->at != PARTY_TAGS
                  && f->at != PARTY_NOTE && f->at != PARTY_CONSENT_SMS
                  && f->at != PARTY_CONSENT_EMAIL && f->at != PARTY_CONSENT_CALL;
    return chosen && filled(keep->values[f->at]) && filled(gone->values[f->at])
           && !value_eq(keep->values[f->at], gone->values[f->at]);
}

static struct value chosen(struct value keep, struct value gone, enum merge_side side) {
    switch (side) {
    case MERGE_KEEP: return keep;
    case MERGE_GONE: return gone;
    case MERGE_STANDARD: break;
    }
    return filled(keep) ? keep : gone;
}

/* A no wins, then a yes; not said stays not said. */
static struct value consent(struct value keep, struct value gone) {
    if (!filled(keep)) return gone;
    if (!filled(gone)) return keep;
    return v_int(keep.i && gone.i);
}

static bool has_tag(struct ctx *cx, struct str list, struct str tag) {
    struct str folded = fa_fold(cx->mem, tag);
    for (struct str had; str_cut(&list, '|', &had);)
        if (had.n && str_eq(fa_fold(cx->mem, had), folded)) return true;
    return false;
}

static struct value tags_united(struct ctx *cx, struct value keep, struct value gone) {
    if (!filled(keep) || !filled(gone)) return filled(keep) ? keep : gone;
    struct buf b = buf_in(cx->mem, 0);
    buf_put(&b, keep.s);
    for (struct str rest = gone.s, tag; str_cut(&rest, '|', &tag);) {
        if (!tag.n || has_tag(cx, keep.s, tag)) continue;
        buf_put(&b, tag);
        buf_byte(&b, '|');
    }
    return v_text(buf_str(&b));
}

static struct value notes_united(struct ctx *cx, struct value keep, struct value gone) {
    if (!filled(keep) || !filled(gone) || value_eq(keep, gone))
        return filled(keep) ? keep : gone;
    struct str both = str_format(cx->mem, "%.*s\n\n%.*s", STR_ARG(keep.s), STR_ARG(gone.s));
    return v_text(utf8_first(both, NOTE_LETTERS));
}

/* A customer is no branch of itself. */
static void drop_self_links(struct record *r, const struct record *gone) {
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        struct value v = r->values[i];
        bool link = f->to && str_is(f->to->name, "party") && v.kind == V_INT;
        if (link && (v.i == record_id(r) || v.i == record_id(gone)))
            r->values[i] = v_null();
    }
}

struct record merge_united(struct ctx *cx, const struct record *keep,
                           const struct record *gone, const enum merge_side *sides) {
    static const int consents[] = {PARTY_CONSENT_SMS, PARTY_CONSENT_EMAIL,
                                   PARTY_CONSENT_CALL};
    static const int standard[] = {FIELD_OWNER, FIELD_TEAM, FIELD_EXTERNAL_ID};
    const struct value *k = keep->values, *g = gone->values;
    struct record r = record_copy(cx, keep);
    for (int i = FIELD_STANDARD_COUNT; i < keep->entity->field_count; i++)
        r.values[i] = chosen(k[i], g[i], sides ? sides[i] : MERGE_STANDARD);
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        r.values[standard[i]] = chosen(k[standard[i]], g[standard[i]], MERGE_STANDARD);
    for (size_t i = 0; i < sizeof consents / sizeof *consents; i++)
        r.values[consents[i]] = consent(k[consents[i]], g[consents[i]]);
    r.values[PARTY_TAGS] = tags_united(cx, k[PARTY_TAGS], g[PARTY_TAGS]);
    r.values[PARTY_NOTE] = notes_united(cx, k[PARTY_NOTE], g[PARTY_NOTE]);
    drop_self_links(&r, gone);
    return r;
}

/* ---- What would be lost ---- */

static bool among(const struct record *r, const int *fields, size_t count, struct value v) {
    for (size_t i = 0; i < count; i++)
        if (value_eq(r->values[fields[i]], v)) return true;
    return false;
}

static struct str contact_kind(struct ctx *cx, int field, struct str value) {
    struct phone phone;
    if (field == PARTY_EMAIL) return CONTACT_KIND_EMAIL;
    if (field == PARTY_WEBSITE) return CONTACT_KIND_WEBSITE;
    struct str number = str_first(value, str_find(value, STR(";")));
    bool mobile =
        phone_parse(cx->mem, number, &phone) == PHONE_OK && phone.kind == PHONE_MOBILE;
    return mobile ? CONTACT_KIND_MOBILE : CONTACT_KIND_PHONE;
}

static enum err keep_contact(struct ctx *cx, int64_t party, int field, struct value v) {
    struct record *have, r = record_new(cx, entity_at(cx->catalog, "contact_point"));
    int count;
    TRY(owned_records(cx, "contact_point", party, CONTACTS_MOST, &have, &count));
    for (int i = 0; i < count; i++)
        if (value_eq(have[i].values[CONTACT_POINT_VALUE], v)) return OK;
    r.values[FIELD_PARTY] = v_int(party);
    r.values[CONTACT_POINT_KIND] = v_text(contact_kind(cx, field, v.s));
    r.values[CONTACT_POINT_VALUE] = v;
    return record_create(cx, &r);
}

static enum err keep_number(struct ctx *cx, int64_t party, const struct field *f,
                            struct value v) {
    struct record r = record_new(cx, entity_at(cx->catalog, "identifier"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[IDENTIFIER_KIND] = v_text(IDENTIFIER_KIND_OTHER);
    r.values[IDENTIFIER_VALUE] = v_text(utf8_first(v.s, NUMBER_LETTERS));
    r.values[IDENTIFIER_NOTE] = v_text(label_in(&f->label, cx->lang));
    return record_create(cx, &r);
}

static enum err keep_of_one(struct ctx *cx, const struct record *united,
                            const struct record *one) {
    static const int contacts[] = {PARTY_PHONE, PARTY_PHONE2, PARTY_EMAIL, PARTY_WEBSITE};
    static const int numbers[] = {PARTY_NATIONAL_ID, PARTY_LEGAL_ID, PARTY_ECONOMIC_CODE,
                                  FIELD_EXTERNAL_ID};
    int64_t party = record_id(united);
    for (size_t i = 0; i < sizeof contacts / sizeof *contacts; i++) {
        struct value v = one->values[contacts[i]];
        if (filled(v) && !among(united, contacts, sizeof contacts / sizeof *contacts, v))
            TRY(keep_contact(cx, party, contacts[i], v));
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct value v = one->values[numbers[i]];
        if (filled(v) && !value_eq(united->values[numbers[i]], v))
            TRY(keep_number(cx, party, one->entity->fields[numbers[i]], v));
    }
    return OK;
}

enum err merge_keep_lost(struct ctx *cx, const struct record *united,
                         const struct record *keep, const struct record *gone) {
    TRY(keep_of_one(cx, united, keep));
    return keep_of_one(cx, united, gone);
}
