/* parse.h - definition files as they are written, before names are joined to what they
 * mean. */
#ifndef RECORDS_META_PARSE_H
#define RECORDS_META_PARSE_H

#include "base/err.h"
#include "records/meta/meta.h"

/* Names of one kind, as written in a `list` or `board` line. */
struct names {
    const struct str *at;
    int count;
};

struct raw_field {
    struct raw_field *next;
    struct field field; /* type, choices and to are still names */
    struct str type_name;
    struct label section; /* the heading it stands under */
    int line;
    const char *file;
};

struct raw_entity {
    struct raw_entity *next;
    struct entity entity; /* lists are still names */
    struct raw_field *fields, **fields_end;
    struct names list, card, first;
    struct str board, board_within, board_weight, time, title, sort, rules, opens, opens_to;
    struct names *indexes;
    int index_count, index_room;
    struct label section; /* the latest heading, while reading */
    int line;
    const char *file;
};

struct raw_list {
    struct raw_list *next;
    struct choice_list list;
    struct choice *choices;
    int room;
};

struct raw {
    struct arena *mem;
    struct raw_entity *entities, **entities_end;
    struct raw_list *lists, **lists_end;
    int entity_count, list_count;
    struct str message; /* of the first mistake */
};

void raw_init(struct raw *raw, struct arena *mem);
enum err raw_read(struct raw *raw, const struct meta_source *source);
enum err raw_mistake(struct raw *raw, const char *file, int line, const char *what,
                     struct str word);
/* Once its fields are joined: whether the whole makes sense. */
enum err raw_judge(struct raw *raw, const struct raw_entity *e);

#endif
