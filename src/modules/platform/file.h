/* file.h - attached files and pictures. The content lies in pieces beside the database, a
 * record of the kind `file` names them. Who may read the record a file is attached to may
 * read the file; until then it is its owner's alone. */
#ifndef MODULES_PLATFORM_FILE_H
#define MODULES_PLATFORM_FILE_H

#include "records/data/record.h"

struct file_content {
    struct str name, type, bytes;
};

/* Keep a new file of the actor's. */
enum err file_save(struct ctx *cx, const struct file_content *file, int64_t *out_id);
/* It belongs to this record from now on. Only the owner's own, still loose file; others
 * stay as they are. */
enum err file_attach(struct ctx *cx, int64_t file, const struct record *to);
/* ERR_ABSENT also where the actor may not read it. */
enum err file_read(struct ctx *cx, int64_t id, struct file_content *out);

#endif
