/* import_aside.h - the search index of a kind made by a thread of its own, in memory, while its
 * records are written; then it becomes the index of the database (store/search.h). */
#ifndef CLI_IMPORT_ASIDE_H
#define CLI_IMPORT_ASIDE_H

#include "store/search.h"

struct aside;

/* Begin; what is put into the index `name` through `w` goes there from now on. NULL: there is
 * no thread or no memory to be had, and words go into the index as ever. */
struct aside *aside_begin(struct writer *w, struct str name);
/* All words have come: the thread puts them in order. What is put goes into the index again. */
void aside_last(struct aside *a);
/* After aside_last: wait until they are. */
enum err aside_end(struct aside *a);
/* Make it the index of the database at `path`; see search_adopt. */
enum err aside_adopt(struct aside *a, const char *path);
void aside_free(struct aside *a);

#endif
