#include "records/import/intake.h"

#include "base/csv_table.h"
#include "base/json.h"
#include "base/json_write.h"
#include "records/data/pile.h"
#include "records/rules/rights.h"

enum { SAMPLE_BYTES = 256 * 1024 };

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

static const struct column columns[] = {
    COLUMN("id", INT),       COLUMN("user_id", INT), COLUMN("created_at", INT),
    COLUMN("entity", TEXT),  COLUMN("name", TEXT),   COLUMN("size", INT),
    COLUMN("workbook", INT), COLUMN("sheet", INT),   COLUMN("sheets", TEXT),
    COLUMN("data", INT),     COLUMN("charset", INT), COLUMN("delimiter", INT),
    COLUMN("errors", INT),   COLUMN("job", INT),     COLUMN("undo", INT),
    COLUMN("plan", TEXT),
};
static const struct str key[] = {STR_INIT("id")};
static const struct str by_user[] = {STR_INIT("user_id"), STR_INIT("id")};
static const struct index indexes[] = {{STR_INIT("intake__user"), by_user, 2, false}};
const struct table intake_table = {
    STR_INIT("intake"), columns, 16, key, 1, false, indexes, 1};

/* ---- The row ---- */

/* Names of sheets hold no line end. */
static void read_sheets(struct ctx *cx, struct str text, struct intake *out) {
    struct str *sheets = NEWS(cx->mem, INTAKE_SHEETS, struct str);
    while (out->sheet_count < INTAKE_SHEETS
           && str_cut(&text, '\n', &sheets[out->sheet_count]))
        out->sheet_count++;
    out->sheets = sheets;
}

static void read_intake(struct ctx *cx, struct rows *rows, struct intake *out) {
    *out = (struct intake){
        .id = rows_int(rows, 0),
        .user = rows_int(rows, 1),
        .created_ms = rows_int(rows, 2),
        .entity = str_dup(cx->mem, rows_text(rows, 3)),
        .name = str_dup(cx->mem, rows_text(rows, 4)),
        .size = rows_int(rows, 5),
        .workbook = rows_int(rows, 6),
        .sheet = (int)rows_int(rows, 7),
        .data = rows_int(rows, 9),
        .charset = (enum charset)rows_int(rows, 10),
        .delimiter = (char)rows_int(rows, 11),
        .errors = rows_int(rows, 12),
        .job = rows_int(rows, 13),
        .undo = rows_int(rows, 14),
        .plan = str_dup(cx->mem, rows_text(rows, 15)),
    };
    read_sheets(cx, str_dup(cx->mem, rows_text(rows, 8)), out);
}

#define INTAKE_COLUMNS                                                                   \
    "SELECT id, user_id, created_at, entity, name, size, workbook, sheet, sheets, data," \
    " charset, delimiter, errors, job, undo, plan FROM intake "

static enum err find(struct ctx *cx, int64_t id, struct intake *out) {
    struct rows rows;
    TRY(store_query(cx->db, SQL(INTAKE_COLUMNS "WHERE id = ?1"), BIND(v_int(id)), &rows));
    bool found = rows_next(&rows);
    if (found) read_intake(cx, &rows, out);
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

enum err intake_get(struct ctx *cx, int64_t id, struct intake *out) {
    struct intake in;
    TRY(find(cx, id, &in));
    bool own = cx->actor->user && in.user == cx->actor->user;
    if (!own && !cx->actor->administrator) return ERR_ABSENT;
    *out = in;
    return OK;
}

enum err intake_list(struct ctx *cx, int limit, struct intake **out, int *out_count) {
    int64_t only = cx->actor->administrator ? 0 : cx->actor->user;
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL(INTAKE_COLUMNS "WHERE (user_id = ?1 OR ?1 = 0) ORDER BY id DESC"
                                       " LIMIT ?2"),
                    BIND(v_int(only), v_int(limit)), &rows));
    struct intake *list = NEWS(cx->mem, (size_t)limit, struct intake);
    int count = 0;
    while (count < limit && rows_next(&rows))
        read_intake(cx, &rows, &list[count++]);
    TRY(rows_done(&rows));
    *out = list;
    *out_count = count;
    return OK;
}

static struct str sheets_text(struct ctx *cx, const struct intake *in) {
    struct buf out = buf_in(cx->mem, 0);
    for (int i = 0; i < in->sheet_count; i++) {
        if (i) buf_byte(&out, '\n');
        buf_put(&out, in->sheets[i]);
    }
    return buf_str(&out);
}

enum err intake_save(struct ctx *cx, const struct intake *in) {
    return store_exec(
        cx->writer,
        SQL("UPDATE intake SET workbook = ?2, sheet = ?3, sheets = ?4, data = ?5,"
            " charset = ?6, delimiter = ?7, errors = ?8, job = ?9, undo = ?10, plan = ?11"
            " WHERE id = ?1"),
        BIND(v_int(in->id), v_int(in->workbook), v_int(in->sheet),
             v_text(sheets_text(cx, in)), v_int(in->data), v_int(in->charset),
             v_int(in->delimiter), v_int(in->errors), v_int(in->job), v_int(in->undo),
             v_text(in->plan)));
}

enum err intake_begin(struct ctx *cx, struct str entity, struct str name, int64_t size,
                      struct intake *out) {
    *out = (struct intake){.id = cx_new_id(cx),
                           .user = cx->actor->user,
                           .created_ms = cx->now_ms,
                           .entity = entity,
                           .name = name,
                           .size = size};
    return store_exec(
        cx->writer,
        SQL("INSERT INTO intake (id, user_id, created_at, entity, name, size, workbook, "
            "sheet,"
            " sheets, data, charset, delimiter, errors, job, undo, plan)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, '', 0, 0, 0, 0, 0, 0, '')"),
        BIND(v_int(out->id), v_int(out->user), v_int(out->created_ms), v_text(entity),
             v_text(name), v_int(size)));
}

/* ---- What the file is ---- */

enum err intake_detect(struct ctx *cx, struct intake *in) {
    struct str head;
    struct csv_table table;
    struct table_row row;
    if (!in->data) in->data = in->id;
    TRY(pile_read(cx, in->data, 0, CHARSET_HEAD_BYTES, &head));
    struct memory_source bytes = memory_source(head);
    TRY(csv_table_init(&table, cx->mem, &bytes.source, NULL));
    in->charset = table.charset.from;
    enum err e = table_next(&table.source, &row);
    in->delimiter = csv_delimiter(table.csv);
    return e == ERR_ABSENT ? OK : e;
}

enum err intake_sample(struct ctx *cx, const struct intake *in, struct import_sample *out) {
    struct str head;
    struct csv_table table;
    int64_t size;
    TRY(pile_size(cx, in->data, &size));
    TRY(pile_read(cx, in->data, 0, SAMPLE_BYTES, &head));
    struct memory_source bytes = memory_source(head);
    struct csv_options options = {.delimiter = in->delimiter};
    TRY(csv_table_init_as(&table, cx->mem, &bytes.source, &options, in->charset));
    TRY(import_sample_read(cx->mem, &table.source, out));
    bool cut = (int64_t)head.n < size;
    if (cut && !out->more && out->count > 1) out->count--; /* half a row */
    out->more |= cut;
    return OK;
}

/* ---- The plan ---- */

enum err intake_plan(struct ctx *cx, const struct intake *in,
                     const struct import_sample *sample, struct import_plan *out) {
    struct json *root;
    const struct entity *e = entity_named(cx->catalog, in->entity);
    if (!e) return ERR_ABSENT;
    if (!in->plan.n) return import_guess(cx, e, sample, out);
    TRY(json_parse(cx->mem, in->plan, NULL, &root, NULL));
    return import_plan_read(cx, root, out);
}

enum err intake_set_plan(struct ctx *cx, struct intake *in,
                         const struct import_plan *plan) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    import_plan_write(&w, cx->mem, plan);
    json_end_object(&w);
    in->plan = buf_str(&out);
    return intake_save(cx, in);
}

/* ---- The jobs ---- */

enum err intake_kept(struct ctx *cx, const struct intake *in, bool *out) {
    int64_t size;
    TRY(pile_size(cx, in->data, &size));
    *out = size > 0;
    return OK;
}

static struct str input_of(struct ctx *cx, const char *name, int64_t id) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    json_name(&w, name), json_write_id(&w, id);
    json_name(&w, "english"), json_write_bool(&w, cx->lang == LANG_EN);
    json_end_object(&w);
    return buf_str(&out);
}

enum err intake_start(struct ctx *cx, struct intake *in) {
    if (in->job) return ERR_CONFLICT;
    in->errors = cx_new_id(cx);
    TRY(job_start(cx, "records.import", input_of(cx, "intake", in->id), 0, &in->job));
    return intake_save(cx, in);
}

enum err intake_take_back(struct ctx *cx, struct intake *in) {
    struct job job;
    TRY(job_get(cx, in->job, &job));
    bool over = job.state != JOB_WAITING && job.state != JOB_RUNNING;
    if (in->undo || !over) return ERR_CONFLICT;
    TRY(job_start(cx, "records.undo", input_of(cx, "batch", job.batch), 0, &in->undo));
    return intake_save(cx, in);
}
