/* import.c - a CSV file or Excel workbook into one kind of record. */
#include "base/arena.h"
#include "cli/commands.h"
#include "cli/import_bulk.h"
#include "cli/tell.h"
#include "persian/fold.h"
#include "records/rules/rights.h"
#include "server/machine.h"

#include <errno.h>

static const struct option options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"entity", "NAME", MSG_CLI_OPTION_ENTITY},
    {"map", "COLUMN=FIELD;…", MSG_CLI_OPTION_MAP},
    {"match", "FIELD,…", MSG_CLI_OPTION_MATCH},
    {"duplicates", "skip|merge|update", MSG_CLI_OPTION_DUPLICATES},
    {"strict", NULL, MSG_CLI_OPTION_STRICT},
    {"sheet", "NAME", MSG_CLI_OPTION_SHEET},
    {"user", "LOGIN", MSG_CLI_OPTION_IMPORT_USER},
    {"errors", "FILE", MSG_CLI_OPTION_ERRORS},
    {"dry-run", NULL, MSG_CLI_OPTION_DRY_RUN},
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

/* ---- What goes where ---- */

/* By its number from 1, or its name in any spelling; -1: none. */
static int column_called(const struct import_plan *plan, struct str name) {
    int64_t number;
    if (str_int(name, &number) && number >= 1 && number <= plan->column_count)
        return (int)number - 1;
    for (int i = 0; i < plan->column_count; i++)
        if (fa_alike(plan->columns[i].header, name)) return i;
    return -1;
}

static int apply_map(const struct call *call, struct import_plan *plan) {
    struct str rest = str_of(call_text(call, "map", "")), one;
    while (str_cut(&rest, ';', &one)) {
        struct str target = one, name = STR("");
        str_cut(&target, '=', &name);
        int column = column_called(plan, str_trim(name));
        if (column < 0
            || !import_target_parse(plan->entity, str_trim(target),
                                    &plan->columns[column].target))
            return tell_misuse(call, MSG_CLI_MAP_UNKNOWN, MSG_PARTS({"word", one}));
    }
    return EXIT_GOOD;
}

static int apply_match(const struct call *call, struct import_plan *plan) {
    struct str rest = str_of(call_text(call, "match", "")), name;
    if (rest.n) plan->match_count = 0;
    while (str_cut(&rest, ',', &name)) {
        const struct field *f = field_named(plan->entity, str_trim(name));
        if (!f || !import_matches(f) || plan->match_count == IMPORT_MATCHES)
            return tell_misuse(call, MSG_CLI_MATCH_UNKNOWN, MSG_PARTS({"word", name}));
        plan->match[plan->match_count++] = f;
    }
    return EXIT_GOOD;
}

static int apply_options(const struct call *call, struct import_plan *plan) {
    struct str way = str_of(call_text(call, "duplicates", "skip"));
    if (!duplicates_parse(way, &plan->duplicates))
        return tell_misuse(call, MSG_CLI_DUPLICATES_UNKNOWN, MSG_PARTS({"word", way}));
    plan->blank = !call_has(call, "strict");
    int status = apply_map(call, plan);
    return status == EXIT_GOOD ? apply_match(call, plan) : status;
}

static bool is_mapped(const struct import_plan *plan) {
    for (int i = 0; i < plan->column_count; i++)
        if (plan->columns[i].target.field) return true;
    return false;
}

/* ---- Telling ---- */

static void tell_plan(const struct call *call, struct ctx *cx,
                      const struct import_plan *plan) {
    for (int i = 0; i < plan->column_count; i++)
        tell(call, MSG_CLI_IMPORT_COLUMN,
             MSG_PARTS({"column", plan->columns[i].header},
                       {"field", import_target_words(cx, plan->columns[i].target)}));
}

static const struct {
    const char *name;
    enum msg label;
} outcomes[IMPORT_OUTCOMES] = {
    [IMPORT_CREATED] = {"created", MSG_IMPORT_CREATED},
    [IMPORT_CHANGED] = {"changed", MSG_IMPORT_CHANGED},
    [IMPORT_SAME] = {"same", MSG_IMPORT_SAME},
    [IMPORT_SKIPPED] = {"skipped", MSG_IMPORT_SKIPPED},
    [IMPORT_REFUSED] = {"refused", MSG_IMPORT_REFUSED},
};

static void tell_json(struct ctx *cx, const struct import_run *run, int64_t elapsed_ms) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    json_name(&w, "rows"), json_write_int(&w, run->counts.rows);
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        json_name(&w, outcomes[i].name), json_write_int(&w, run->counts.of[i]);
    json_name(&w, "cells_left_empty"), json_write_int(&w, run->spared);
    json_name(&w, "milliseconds"), json_write_int(&w, elapsed_ms);
    json_name(&w, "batch"), json_write_id(&w, run->batch);
    json_end_object(&w);
    tell_text(buf_str(&out));
}

static void tell_counts(const struct call *call, struct ctx *cx,
                        const struct import_run *run, int64_t elapsed_ms) {
    int64_t rate = run->counts.rows * 1000 / (elapsed_ms ? elapsed_ms : 1);
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        if (run->counts.of[i])
            tell(call, MSG_CLI_IMPORT_COUNT,
                 MSG_PARTS({"what", msg(call->lang, outcomes[i].label)},
                           {"count", cx_number(cx, run->counts.of[i])}));
    if (run->spared)
        tell(call, MSG_CLI_IMPORT_COUNT,
             MSG_PARTS({"what", msg(call->lang, MSG_IMPORT_SPARED)},
                       {"count", cx_number(cx, run->spared)}));
    tell(call, MSG_CLI_IMPORT_RATE,
         MSG_PARTS({"rows", cx_number(cx, run->counts.rows)},
                   {"rate", cx_number(cx, rate)}));
}

/* ---- The run ---- */

static enum err put_errors_head(struct import_run *run) {
    struct buf out = buf_in(run->house->cx->mem, 0);
    if (!run->errors) return OK;
    import_errors_head(run->house->cx, run->plan, &out);
    return fwrite(out.p, 1, out.n, run->errors) == out.n ? OK : ERR_IO;
}

static enum err run_all(struct import_run *run) {
    struct table_row head;
    TRY(put_errors_head(run));
    TRY(table_next(run->file->source, &head));
    TRY(bulk_begin(run));
    enum err e = import_pipe(run), end = bulk_end(run, e == OK);
    return e == OK ? end : e;
}

static int run_import(struct call *call, struct house *h, const struct import_plan *plan,
                      struct table_file *file, int64_t rows, const struct actor *actor) {
    struct import_run run = {.house = h,
                             .plan = plan,
                             .file = file,
                             .actor = actor,
                             .expected = rows,
                             .batch = cx_new_id(h->cx),
                             .dry = call_has(call, "dry-run")};
    struct progress bar = progress_begin(call, MSG_CLI_IMPORT_BAR, file->size);
    const char *errors = call_text(call, "errors", NULL);
    if (!file->workbook) run.bar = &bar;
    if (errors && !(run.errors = fopen(errors, "wb")))
        return tell_error(call, ERR_IO, str_of(strerror(errno)));
    int64_t begun_us = machine_tick_us();
    enum err e = run_all(&run);
    int64_t elapsed_ms = (machine_tick_us() - begun_us) / 1000;
    progress_end(&bar);
    if (run.errors && fclose(run.errors) != 0 && e == OK) e = ERR_IO;
    struct ctx *cx = house_look(h);
    if (call_has(call, "json"))
        tell_json(cx, &run, elapsed_ms);
    else
        tell_counts(call, cx, &run, elapsed_ms);
    return e == OK ? EXIT_GOOD : tell_error(call, e, str_of(store_message(h->store)));
}

/* The plan, from the beginning of the file, and about how many rows it has. */
static enum err guess(struct call *call, struct ctx *cx, const struct entity *e,
                      const char *path, struct import_plan *out, int64_t *out_rows) {
    struct table_file file;
    struct import_sample *sample = NEW(call->mem, struct import_sample);
    TRY(table_file_open(path, str_of(call_text(call, "sheet", "")), &file));
    enum err err = import_sample_read(call->mem, file.source, sample);
    int64_t size = file.size;
    table_file_close(&file);
    if (err == OK && sample->count < 2) return ERR_ABSENT;
    TRY(err);
    *out_rows = bulk_rows(size, sample);
    return import_guess(cx, e, sample, out);
}

static int find_actor(struct call *call, struct house *h, const struct actor **out) {
    const char *login = call_text(call, "user", NULL);
    struct record user;
    struct actor *actor = NULL;
    *out = &actor_program;
    if (!login) return EXIT_GOOD;
    enum err e = house_begin_user(h, login, &user);
    if (e == OK) e = actor_load(h->cx, call->mem, record_id(&user), &actor);
    *out = actor;
    return house_end(h, e);
}

static int tell_unreadable(const struct call *call, enum err e) {
    const struct msg_part *parts = MSG_PARTS({"path", str_of(call->operands[0])});
    switch (e) {
    case ERR_CORRUPT: return tell_failure(call, MSG_CLI_IMPORT_WRONG_TYPE, parts);
    case ERR_ABSENT: return tell_failure(call, MSG_CLI_IMPORT_EMPTY, parts);
    case ERR_LIMIT: return tell_failure(call, MSG_CLI_IMPORT_LIMIT, parts);
    default: return tell_error(call, e, str_of(call->operands[0]));
    }
}

static int import_into(struct call *call, struct house *h, const struct entity *e) {
    const char *path = call->operands[0];
    const struct actor *actor;
    struct table_file file;
    struct import_plan plan;
    int64_t rows = 0;
    int status = find_actor(call, h, &actor);
    if (status != EXIT_GOOD) return status;
    struct ctx *cx = NEW(call->mem, struct ctx);
    *cx = *house_look(h);
    cx->mem = call->mem;
    enum err err = guess(call, cx, e, path, &plan, &rows);
    if (err != OK) return tell_unreadable(call, err);
    status = apply_options(call, &plan);
    if (status != EXIT_GOOD) return status;
    if (!call_has(call, "json")) tell_plan(call, cx, &plan);
    if (!is_mapped(&plan)) return tell_failure(call, MSG_CLI_IMPORT_NO_COLUMN, NULL);
    err = table_file_open(path, str_of(call_text(call, "sheet", "")), &file);
    if (err != OK) return tell_unreadable(call, err);
    status = run_import(call, h, &plan, &file, rows, actor);
    table_file_close(&file);
    return status;
}

static int import(struct call *call) {
    struct house h;
    int status = house_open(call, HOUSE_BULK, &h);
    if (status != EXIT_GOOD) return status;
    struct str name = str_of(call_text(call, "entity", "party"));
    const struct entity *e = entity_named(h.cx->catalog, name);
    status = e ? import_into(call, &h, e)
               : tell_misuse(call, MSG_CLI_ENTITY_UNKNOWN, MSG_PARTS({"word", name}));
    house_close(&h);
    return status;
}

const struct command command_import = {
    .name = "import",
    .operands = "FILE",
    .operand_count = 1,
    .about = MSG_CLI_IMPORT,
    .options = options,
    .run = import,
};
