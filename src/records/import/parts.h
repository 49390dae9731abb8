/* parts.h - what the files of this folder share. */
#ifndef RECORDS_IMPORT_PARTS_H
#define RECORDS_IMPORT_PARTS_H

#include "records/import/import.h"

/* What a header is often called, best names first; see synonyms.c. A `target` that the kind
 * does not have is passed over, as is one that is taken: then `other` is tried. */
struct synonym {
    const char *entity; /* NULL: any kind */
    const char *target, *other;
    const char *const *names; /* ends in NULL */
};
extern const struct synonym synonyms[];
extern const int synonym_count;

/* What a choice is often called in files, beside its labels. */
struct choice_synonym {
    const char *list, *key;
    const char *const *names; /* ends in NULL */
};
extern const struct choice_synonym choice_synonyms[];
extern const int choice_synonym_count;

/* Whether a cell says that there is nothing: "-", "ندارد", "NULL". */
bool cell_says_nothing(struct str cell);

/* Whether it was asked that nobody has what only the new record of this row can have. */
bool import_alone(const struct import_row *row);
/* Later rows of the batch are told what became of this one. */
void import_created(struct ctx *cx, const struct import_row *row);
void import_changed(const struct import_row *row);

#endif
