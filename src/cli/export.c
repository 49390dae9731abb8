/* export.c - records of one kind into a CSV, JSON or Excel file, without a limit. */
#include "records/export/export.h"
#include "base/csv_table.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "host/workbook_make.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static const struct option options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"filter", "TEXT", MSG_CLI_OPTION_FILTER},
    {"search", "TEXT", MSG_CLI_OPTION_SEARCH},
    {"columns", "FIELD,…", MSG_CLI_OPTION_COLUMNS},
    {"format", "csv|xlsx|json", MSG_CLI_OPTION_FORMAT},
    {"output", "FILE", MSG_CLI_OPTION_OUTPUT},
    {"iso", NULL, MSG_CLI_OPTION_ISO},
    {NULL},
};

static int read_columns(const struct call *call, struct export_plan *plan) {
    struct str rest = str_of(call_text(call, "columns", "")), name;
    if (!rest.n) export_all_columns(plan);
    while (str_cut(&rest, ',', &name)) {
        const struct field *f = field_named(plan->entity, str_trim(name));
        if (!f || !export_takes(f) || plan->column_count == EXPORT_COLUMNS)
            return tell_misuse(call, MSG_CLI_COLUMN_UNKNOWN, MSG_PARTS({"word", name}));
        plan->columns[plan->column_count++] = f;
    }
    return EXIT_GOOD;
}

static int read_plan(const struct call *call, struct ctx *cx, struct export_plan *out) {
    struct str kind = str_of(call->operands[0]);
    struct str format = str_of(call_text(call, "format", "csv"));
    *out = (struct export_plan){.entity = entity_named(cx->catalog, kind),
                                .filter = str_of(call_text(call, "filter", "")),
                                .search = str_of(call_text(call, "search", "")),
                                .plain = call_has(call, "iso")};
    if (!out->entity)
        return tell_misuse(call, MSG_CLI_ENTITY_UNKNOWN, MSG_PARTS({"word", kind}));
    if (!export_format_parse(format, &out->format))
        return tell_misuse(call, MSG_CLI_FORMAT_UNKNOWN, MSG_PARTS({"word", format}));
    return read_columns(call, out);
}

/* ---- Writing ---- */

static enum err put(FILE *file, const struct buf *out) {
    if (out->failed) return ERR_LIMIT;
    return fwrite(out->p, 1, out->n, file) == out->n ? OK : ERR_IO;
}

static enum err write_page(struct house *h, const struct export_plan *plan, bool first,
                           struct str *cursor, FILE *file, int *out_count) {
    struct ctx *cx = house_look(h);
    struct buf out = buf_in(cx->mem, 0);
    struct record_list page;
    if (first) export_head(cx, plan, &out);
    enum err e = export_page(cx, plan, cursor, &page);
    if (e == OK) e = export_rows(cx, plan, &page, first, &out);
    if (e == OK && !cursor->n) export_end(plan, &out);
    if (e == OK) e = put(file, &out);
    *cursor = str_dup(h->call->mem, *cursor);
    *out_count = page.count;
    return e;
}

static enum err write_all(struct house *h, const struct export_plan *plan, FILE *file,
                          int64_t total) {
    struct progress bar = progress_begin(h->call, MSG_CLI_EXPORT_BAR, total);
    struct str cursor = STR("");
    int64_t done = 0;
    int count = 0;
    enum err e;
    do {
        e = write_page(h, plan, done == 0, &cursor, file, &count);
        done += count;
        progress_move(&bar, done);
    } while (e == OK && cursor.n);
    progress_end(&bar);
    return e;
}

/* One view of the database from the first record to the last. */
static enum err write_file(struct house *h, const struct export_plan *plan, FILE *file) {
    struct list_query all = {.entity = plan->entity, .search = plan->search};
    int64_t total = 0;
    TRY(store_begin_read(h->store));
    enum err e = filter_parse(h->cx, plan->entity, plan->filter, &all.filter);
    if (e == OK) e = list_count(h->cx, &all, 0, &total);
    if (e == OK) e = write_all(h, plan, file, total);
    store_end_read(h->store);
    return e;
}

/* ---- Files ---- */

/* A file as bytes. */
struct file_source {
    struct byte_source bytes;
    FILE *file;
    char piece[64 * 1024];
};

static enum err read_file(struct byte_source *source, struct str *out_bytes) {
    struct file_source *s = (struct file_source *)source;
    *out_bytes = str_n(s->piece, fread(s->piece, 1, sizeof s->piece, s->file));
    return ferror(s->file) ? ERR_IO : OK;
}

/* A workbook is made of the text, which waits in a file without a name. */
static enum err write_workbook(struct house *h, const struct export_plan *plan,
                               const char *path) {
    FILE *text = tmpfile();
    if (!text) return ERR_IO;
    enum err e = write_file(h, plan, text);
    if (e == OK && fflush(text) != 0) e = ERR_IO;
    struct file_source source = {{read_file}, text, {0}};
    rewind(text);
    if (e == OK)
        e = workbook_write(path, plan, &source.bytes, h->cx->lang == LANG_FA,
                           h->cx->zone_minutes);
    fclose(text);
    return e;
}

static enum err write_text(struct house *h, const struct export_plan *plan,
                           const char *path) {
    FILE *file = path ? fopen(path, "wb") : stdout;
    if (!file) return ERR_IO;
    enum err e = write_file(h, plan, file);
    if (path && fclose(file) != 0 && e == OK) e = ERR_IO;
    return e;
}

static int run(struct call *call, struct house *h) {
    const char *path = call_text(call, "output", NULL);
    struct export_plan plan;
    int status = read_plan(call, h->cx, &plan);
    if (status != EXIT_GOOD) return status;
    bool workbook = plan.format == EXPORT_WORKBOOK;
    if (workbook && !path) return tell_misuse(call, MSG_CLI_OUTPUT_NEEDED, NULL);
    enum err e = workbook ? write_workbook(h, &plan, path) : write_text(h, &plan, path);
    if (e == ERR_IO) return tell_error(call, e, str_of(strerror(errno)));
    return house_tell(h, e);
}

static int export_records(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    status = run(call, &h);
    house_close(&h);
    return status;
}

const struct command command_export = {
    .name = "export",
    .operands = "ENTITY",
    .operand_count = 1,
    .about = MSG_CLI_EXPORT,
    .options = options,
    .run = export_records,
};
