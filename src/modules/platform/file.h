/* file.h - attached files and pictures. A record of the kind `file` names one; its content
 * is the pile with the record's id (records/data/pile.h), so that large ones come and go in
 * pieces. Who may read the record a file is attached to may read the file, who may change
 * that record may add and remove files; until it is attached a file is its
 * owner's alone. */
#ifndef MODULES_PLATFORM_FILE_H
#define MODULES_PLATFORM_FILE_H

#include "records/data/record.h"

enum {
    FILE_BYTES_MOST = 256 * 1024 * 1024, /* of one file */
    FILE_PIECE_MOST = 256 * 1024,        /* of one piece of an upload */
    FILES_OF_RECORD = 100,               /* listed at once */
    FILE_KEPT_DAYS = 30,                 /* after it was removed, or its record deleted */
};

struct file_content {
    struct str name, type, bytes;
};

/* One that may be read. */
struct file {
    int64_t id, size, owner, created_ms;
    struct str name, type;
};

/* Keep a new file of the actor's, whole. */
enum err file_save(struct ctx *cx, const struct file_content *file, int64_t *out_id);
/* The same in pieces: begin with its name, type and size, then append. A piece that does
 * not follow on is left; *out_at is where to go on. ERR_ABSENT: not the actor's, or
 * attached already. */
enum err file_begin(struct ctx *cx, const struct file_content *file, int64_t size,
                    int64_t *out_id);
enum err file_append(struct ctx *cx, int64_t id, int64_t offset, struct str piece,
                     int64_t *out_at);
/* It belongs to this record from now on. Only the owner's own, still loose and whole file;
 * others stay as they are. */
enum err file_attach(struct ctx *cx, int64_t id, const struct record *to);

/* ERR_ABSENT also where the actor may not read it. */
enum err file_get(struct ctx *cx, int64_t id, struct file *out);
/* Without asking for rights: for what the organisation shows to everybody. */
enum err file_get_plain(struct ctx *cx, int64_t id, struct file *out);
/* Ask for what was attached to a record, and read the answer, the latest first. That the actor
 * may read the record the caller shows. */
enum err file_list_ask(struct ctx *cx, const struct entity *e, int64_t id,
                       struct rows *out);
enum err file_list_read(struct ctx *cx, struct rows *rows, struct file **out,
                        int *out_count);
/* Take it from its record, and put it back there, while it is kept. *out_to is that
 * record. */
enum err file_remove(struct ctx *cx, int64_t id, struct record *out_to);
enum err file_restore(struct ctx *cx, int64_t id, struct record *out_to);

/* What `about` of a removed file begins with. */
#define FILE_REMOVED "-"

/* A step of the daily work that forgets files nothing has needed for FILE_KEPT_DAYS, those of
 * imports and exports among them. */
enum { FILE_SWEEP_EVERY_MS = MS_PER_DAY };
struct job;
enum err file_sweep_step(struct ctx *cx, struct job *job, bool *out_more);

#endif
