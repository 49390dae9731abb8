/* file_sweep.c - files that nothing needs any more are forgotten. A pile stays while a record
 * has its file, while what was deleted or removed may still be brought back, and while it is
 * the work of an import or an export that goes on or ended lately. Each day the pieces go first, then the piles: the
 * pieces of what is removed today are forgotten tomorrow, when that is long durable and no
 * back-up of today is still reading them. */
#include "entities.h"
#include "modules/platform/file.h"
#include "records/data/pile.h"
#include "records/journal/journal.h"
#include "records/meta/type.h"
#include "records/rules/jobs.h"
#include "records/rules/settings.h"
#include "store/files.h"
#include "store/query.h"

/* Of one step. */
enum { SWEEP_PIECES = 200, SWEEP_PILES = 20 };

static int64_t kept_since(const struct ctx *cx) {
    return cx->now_ms - FILE_KEPT_DAYS * (int64_t)MS_PER_DAY;
}

/* ---- Is a file needed ---- */

static enum err changed_lately(struct ctx *cx, const struct entity *e, int64_t id,
                               bool *out) {
    struct journal_entry *newest;
    int count;
    TRY(journal_of_record(cx, e, id, 0, 1, &newest, &count));
    *out = count && newest->at_ms > kept_since(cx);
    return OK;
}

/* Whether the record it is attached to is there, or was until lately. What is of a kind no
 * longer defined stays: the definition may come back. */
static enum err has_record(struct ctx *cx, const struct record *file, bool *out) {
    struct str about = record_str(file, FILE_ABOUT), kind;
    struct record r;
    int64_t id;
    *out = false;
    if (!str_cut(&about, ':', &kind) || !id_parse(about, &id)) return OK;
    if (str_starts(kind, STR(FILE_REMOVED))) return OK;
    const struct entity *e = entity_named(cx->catalog, kind);
    enum err err = e ? record_get_plain(cx, e, id, &r) : OK;
    *out = err == OK;
    return err == ERR_ABSENT ? changed_lately(cx, e, id, out) : err;
}

/* Several links are one text. */
static enum err is_value(struct ctx *cx, const struct field *f, int64_t id, bool *out) {
    bool several = f->type->column == COLUMN_TEXT;
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT 1 FROM "));
    query_name(&q, f->entity->name);
    query_add(&q, SQL(" WHERE "));
    query_name(&q, f->name);
    query_add(&q, several ? SQL(" LIKE ") : SQL(" = "));
    query_bind(&q,
               several ? v_text(str_format(cx->mem, "%%%s%%", id_text(id).z)) : v_int(id));
    query_add(&q, SQL(" LIMIT 1"));
    TRY(query_run(cx->db, &q, &rows));
    *out = rows_next(&rows);
    return rows_done(&rows);
}

/* Whether a field of any record names it. */
static enum err has_field(struct ctx *cx, const struct record *file, bool *out) {
    *out = false;
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        for (int k = 0; k < e->field_count && !*out; k++)
            if (e->fields[k]->to == file->entity)
                TRY(is_value(cx, e->fields[k], record_id(file), out));
    }
    return OK;
}

static bool is_logo(const struct ctx *cx, const struct record *file) {
    return str_is(settings_text(cx->settings, "organisation.logo"),
                  id_text(record_id(file)).z);
}

static enum err is_needed(struct ctx *cx, const struct record *file, bool *out) {
    *out = record_int(file, FIELD_CHANGED_AT) > kept_since(cx) || is_logo(cx, file);
    if (!*out) TRY(has_record(cx, file, out));
    return *out ? OK : has_field(cx, file, out);
}

/* ---- Piles ---- */

/* What came for an import, or was made by one or by an export. One that was stopped may go on
 * as long as its files are kept. */
static enum err is_work(struct ctx *cx, int64_t pile, bool *out) {
    return store_exists(
        cx->db,
        SQL("SELECT 1 FROM job WHERE id = ?1 AND (state IN (1, 2) OR ended_at > ?2)"
            " UNION ALL SELECT 1 FROM intake i LEFT JOIN job j ON j.id = i.job"
            " WHERE (i.id = ?1 OR i.data = ?1 OR i.errors = ?1)"
            " AND (i.created_at > ?2 OR j.state IN (1, 2) OR j.ended_at > ?2)"),
        BIND(v_int(pile), v_int(kept_since(cx))), out);
}

/* An export is nothing without its file, nor is an import that never began. What an import
 * did stays as history, and may be taken back. */
static enum err forget_work(struct ctx *cx, int64_t pile) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM job WHERE id = ?1"), BIND(v_int(pile))));
    return store_exec(cx->writer, SQL("DELETE FROM intake WHERE id = ?1 AND job = 0"),
                      BIND(v_int(pile)));
}

/* A file that was made by what was undone may be made again by undoing that. */
static enum err sweep_lone_pile(struct ctx *cx, const struct entity *files, int64_t pile) {
    bool kept;
    TRY(is_work(cx, pile, &kept));
    if (!kept) TRY(changed_lately(cx, files, pile, &kept));
    if (kept) return OK;
    TRY(forget_work(cx, pile));
    return pile_remove(cx, pile);
}

static enum err sweep_pile(struct ctx *cx, int64_t pile) {
    const struct entity *files = entity_at(cx->catalog, "file");
    struct record file;
    bool needed;
    enum err err = record_get_plain(cx, files, pile, &file);
    if (err == ERR_ABSENT) return sweep_lone_pile(cx, files, pile);
    TRY(err);
    TRY(is_needed(cx, &file, &needed));
    if (needed) return OK;
    TRY(record_delete(cx, files, pile));
    return pile_remove(cx, pile);
}

/* ---- The job ---- */

/* Identifiers are in the order of time: behind the first that is too young all are. */
static enum err sweep_piles(struct ctx *cx, struct job *job, int64_t at, bool *out_more) {
    for (int i = 0; i < SWEEP_PILES; i++) {
        enum err err = pile_next(cx, at, &at);
        if (err == ERR_ABSENT || (err == OK && id_time_ms(at) > kept_since(cx))) return OK;
        TRY(err);
        TRY(sweep_pile(cx, at));
    }
    job->place = str_dup(cx->mem, str_of(id_text(at).z));
    *out_more = true;
    return OK;
}

static enum err sweep_pieces(struct ctx *cx, struct job *job, bool *out_more) {
    TRY(pile_sweep(cx, &job->place, SWEEP_PIECES));
    if (!job->place.n) job->place = str_dup(cx->mem, str_of(id_text(0).z));
    *out_more = true;
    return OK;
}

/* The place is the key of a piece, or the identifier of a pile. */
enum err file_sweep_step(struct ctx *cx, struct job *job, bool *out_more) {
    int64_t at;
    *out_more = false;
    return id_parse(job->place, &at) ? sweep_piles(cx, job, at, out_more)
                                     : sweep_pieces(cx, job, out_more);
}
