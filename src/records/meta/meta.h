/* meta.h - kinds of record as values: what an `.entity` file says, parsed and joined.
 * A catalog is made once from the built-in definitions and the administrator's own, and is
 * read-only afterwards. Positions of fields are stable while it lives: the standard fields
 * first (enum standard_field), then those of the file in order, then
 * the administrator's. */
#ifndef RECORDS_META_H
#define RECORDS_META_H

#include "base/err.h"
#include "base/str.h"
#include "base/value.h"
#include "base/words.h"

struct arena;
struct entity;
struct field_type;

enum {
    META_ENTITIES = 500,  /* kinds of record in one organisation */
    META_FIELDS = 1000,   /* fields of one kind */
    META_CHOICES = 1000,  /* choices of one list */
    META_NAME_BYTES = 40, /* of an entity's or a field's name */
    META_FILE_BYTES = 1 << 20,
};

/* A label in each language of the program. */
struct label {
    struct str in[LANG_COUNT];
};

struct choice {
    struct str key; /* stable; stored */
    struct label label;
    struct str colour; /* a Tabler colour name: "green", or empty */
};

struct choice_list {
    struct str name;
    const struct choice *choices;
    int count;
};

/* What every record has. Owned records (`owned by party`) have FIELD_PARTY, others leave it
 * out of forms and tables. */
enum standard_field {
    FIELD_ID,
    FIELD_PARTY,       /* whose record this is */
    FIELD_OWNER,       /* the user who looks after it */
    FIELD_TEAM,        /* that user's team at the time */
    FIELD_EXTERNAL_ID, /* what another system calls it; unique in its kind */
    FIELD_CREATED_AT,
    FIELD_CREATED_BY,
    FIELD_CHANGED_AT,
    FIELD_CHANGED_BY,
    FIELD_VERSION, /* counts changes; guards against two people's edits */
    FIELD_STANDARD_COUNT,
};

struct field {
    struct str name; /* also the column's */
    struct str was;  /* an earlier name whose column is renamed, or empty */
    struct label label, help;
    const struct field_type *type;
    const struct entity *entity;
    int at; /* position in entity->fields */
    /* as flagged in the definition; `listed`: a standard column of the list; `wide`: takes
     * a whole row of the form; `audited`: looks at it are recorded too */
    bool required, unique, search, audited, read_only, hidden, listed, wide, indexed;
    bool custom; /* the administrator's own */
    bool has_min, has_max;
    int64_t min, max;  /* by the type: letters, number, days */
    int scale;         /* decimals of a decimal or percent */
    struct str preset; /* what a new record starts with, as one would type it */
    const struct choice_list *choices;
    const struct field *when; /* a form asks for it where this one's choice is when_key */
    struct str when_key;
    const struct entity *to;   /* of a link */
    const struct entity *like; /* what is typed is suggested from the titles of these */
    struct str to_name, like_name, of_name, when_name; /* as written, until joined */
};

/* A run of fields under a heading of the form. */
struct form_section {
    struct label label;
    const struct field **fields;
    int count;
};

struct entity {
    struct str name; /* also the table's */
    struct str was;
    struct label one, many;
    struct label help; /* what they are for, in a sentence; may be empty */
    struct str icon;   /* a Tabler icon */
    struct str module; /* who brought it; "custom" for the administrator's */
    int at;            /* position in the catalog */
    const struct field **fields;
    int field_count;
    bool owned;     /* lives with a party: FIELD_PARTY is set and leads the key */
    bool system;    /* only for administrators: users, roles, settings */
    bool hidden;    /* has no page of its own in the navigation */
    bool quick;     /* offered by quick create */
    bool few;       /* where rows are spread over machines, each has all of these */
    bool previewed; /* its form shows beside it what POST /{name}/preview answers */
    const struct field *time;  /* orders owned records within their party, or NULL */
    const struct field *title; /* names a record in links and lists */
    const struct field **list; /* the standard columns of its list */
    int list_count;
    const struct field *sort; /* the standard order, or NULL: newest first */
    bool sort_descending;
    const struct field *first;    /* in that order records with one of these choices come */
    const struct str *first_keys; /* before all others; NULL: none do */
    int first_count;
    /* Whose values are the columns of its board: one choice, or a link to a kind of few
     * records; NULL: it has none. */
    const struct field *board;
    /* Of a board by a link: there is a board for each record this link points to, and its
     * columns are those whose own `board_there` points to the same. NULL: one board. */
    const struct field *board_within, *board_there;
    const struct field
        *board_weight; /* a percent that the amounts of its cards count by, or NULL */
    const struct field **card;
    int card_count;
    const struct form_section *form;
    int form_count;
    /* `opens LINK to USER`: who is named by a record of this kind reaches the record it points to
     * as if it were theirs, and sees its party. `opened_by`: the kind that does so to this one. */
    const struct field *opens, *opens_to;
    const struct entity *opened_by;
    bool searched; /* some field has `search` */
    const struct index_fields
        *indexes; /* composed ones, for common filters with an order */
    int index_count;
    const struct entity_rules *rules;        /* what C code adds, or NULL */
    const struct follower *const *followers; /* ends in NULL */
    const struct plan *plan;                 /* its table and statements; see data/plan.h */
};

struct index_fields {
    const struct field **fields;
    int count;
};

/* One of a kind: a value for each of its fields, by their positions. */
struct record {
    const struct entity *entity;
    struct value *values;
};

static inline int64_t record_id(const struct record *r) {
    return r->values[FIELD_ID].i;
}
/* 0 and the empty text where there is no such value. */
static inline int64_t record_int(const struct record *r, int field) {
    return r->values[field].kind == V_INT ? r->values[field].i : 0;
}
static inline struct str record_str(const struct record *r, int field) {
    return r->values[field].kind == V_TEXT ? r->values[field].s : (struct str){"", 0};
}

struct ctx;

/* Something by which a record is recognised wherever that is kept, as a telephone number; of
 * which kind is the module's own number. */
struct mark {
    int kind;
    struct str value;
};
enum { MARKS_MOST = 12 }; /* of a record */

/* What the records of one column of a board come to: those whose link of the board points to `to`. */
struct board_sum {
    int64_t to, count;
    struct value sum,
        weighted; /* of the money on their cards; null: more than can be told */
};

/* What a module adds to a kind of record in C. Members may be NULL. `rules NAME` in the
 * entity file names one of these. */
struct entity_rules {
    const char *name;
    /* Before writing: add problems, fill computed fields. `old` is NULL for a creation. */
    enum err (*check)(struct ctx *cx, const struct record *old, struct record *new);
    /* Before a form makes a record: what may be a mistake, told as problems. The person may
     * save all the same. */
    enum err (*doubt)(struct ctx *cx, const struct record *r);
    /* Before an act is taken back, which writes as it was and asks `check` for nothing: whether what
     * is now may become what was then. One of them is NULL where the act made or deleted it. */
    enum err (*back)(struct ctx *cx, const struct record *now, const struct record *then);
    /* After writing, in the same transaction. `new` is NULL for a deletion. */
    enum err (*saved)(struct ctx *cx, const struct record *old, const struct record *new);
    /* By what a record is recognised, where that is not the column of each field: the marks
     * of its value of `f`, or of all of it (NULL); … */
    int (*marks)(struct ctx *cx, const struct record *r, const struct field *f,
                 struct mark out[MARKS_MOST]);
    /* … and the oldest record that has each of so many marks; 0: none. */
    enum err (*marked)(struct ctx *cx, const struct mark *marks, int count,
                       int64_t *out_ids);
    /* The title where it is composed; else the title field's text. */
    struct str (*title)(struct ctx *cx, const struct record *r);
    /* Whether a link may name the record to the actor, where rights to the kind do not tell:
     * ERR_ABSENT when it may not. */
    enum err (*named)(struct ctx *cx, const struct record *r);
    /* What is to be seen of each record at a glance, in words; empty: nothing. */
    enum err (*signs)(struct ctx *cx, const struct record *records, int count,
                      struct str *out);
    /* What all records of each column come to, whoever they are of, where the module keeps it. */
    enum err (*heads)(struct ctx *cx, struct board_sum *columns, int count);
};

/* What a module does when a record of a kind from a floor below it was written, deleted, or made:
 * as `saved` above, and after it. */
struct follower {
    const char *entity;
    enum err (*saved)(struct ctx *cx, const struct record *old, const struct record *new);
};

/* How what a link points to is named and found. */
struct link_names {
    /* The record's title; empty when it is absent or not visible to the actor. */
    struct str (*title)(struct ctx *cx, const struct entity *to, int64_t id);
    /* The one record whose title, identifier or external id is `typed`; ERR_ABSENT, or
     * ERR_CONFLICT when several are. */
    enum err (*find)(struct ctx *cx, const struct entity *to, struct str typed,
                     int64_t *out_id);
};

/* What stands in C behind the definitions. The floors above hand it over, so that
 * definitions know none of them. */
struct meta_code {
    const struct field_type *const *types;   /* ends in NULL; see meta/type.h */
    const struct entity_rules *const *rules; /* ends in NULL; may be NULL: none */
    const struct follower *const *followers; /* the same */
    const struct link_names *links;
    const struct str *tables; /* the program's own, whose names no kind may have */
    int table_count;
};

struct catalog {
    const struct entity **entities;
    int count;
    const struct choice_list **lists;
    int list_count;
    const struct link_names *links;
};

/* One definition file. */
struct meta_source {
    const char *module; /* "people", …, or "custom" */
    const char *name;   /* of the file, for messages */
    struct str text;
};

/* Parse and join all sources. A mistake gives ERR_INVALID and a message "file:line: what,
 * and what was expected". A later source may extend an entity of an earlier one (`extend
 * party`). */
enum err catalog_make(struct arena *mem, const struct meta_source *sources, int count,
                      const struct meta_code *code, const struct catalog **out_catalog,
                      struct str *out_message);

/* The definitions that come with the program; made by the build from the modules' files. */
extern const struct meta_source built_in_sources[];
extern const int built_in_source_count;

/* May be absent: NULL. */
const struct entity *entity_named(const struct catalog *c, struct str name);
const struct field *field_named(const struct entity *e, struct str name);
const struct choice *choice_of(const struct choice_list *list, struct str key);
/* Must be there. */
const struct entity *entity_at(const struct catalog *c, const char *name);
static inline const struct field *entity_field(const struct entity *e, int at) {
    return e->fields[at];
}
/* Whether a standard field is part of this kind. */
bool field_present(const struct field *f);

static inline struct str label_in(const struct label *l, enum lang lang) {
    return l->in[lang];
}

#endif
