#include "http/form_once.h"

#include "http/secret.h"

static const struct column columns[] = {
    {STR_INIT("mark"), COLUMN_TEXT, true},
    {STR_INIT("actor"), COLUMN_INT, true},
    {STR_INIT("record"), COLUMN_INT, true},
    {STR_INIT("at"), COLUMN_INT, true},
};
static const struct str key[] = {STR_INIT("mark")};
static const struct str by_time[] = {STR_INIT("at")};
static const struct index indexes[] = {{STR_INIT("form_once_at"), by_time, 1, false}};

const struct table form_once_table = {
    STR_INIT("form_once"), columns, 4, key, 1, true, indexes, 1};

struct str form_once_mark(const struct page *p) {
    return secret_make(p->cx->mem, p->request->random, "form");
}

static struct str mark_of(const struct page *p) {
    return str_first(form_value(&p->form, FORM_ONCE_FIELD), FORM_ONCE_BYTES);
}

enum err form_once_find(const struct page *p, int64_t *out_record) {
    struct str mark = mark_of(p);
    if (!mark.n) return ERR_ABSENT;
    return store_int(p->cx->db,
                     SQL("SELECT record FROM form_once WHERE mark = ?1 AND actor = ?2"),
                     BIND(v_text(mark), v_int(p->cx->actor->user)), out_record);
}

enum err form_once_keep(const struct page *p, int64_t record) {
    struct str mark = mark_of(p);
    if (!mark.n || !utf8_valid(mark)) return OK;
    int64_t old = p->cx->now_ms - (int64_t)FORM_ONCE_DAYS * MS_PER_DAY;
    TRY(store_exec(p->cx->writer, SQL("DELETE FROM form_once WHERE at < ?1"),
                   BIND(v_int(old))));
    return store_exec(
        p->cx->writer,
        SQL("INSERT INTO form_once (mark, actor, record, at)"
            " VALUES (?1, ?2, ?3, ?4)"),
        BIND(v_text(mark), v_int(p->cx->actor->user), v_int(record), v_int(p->cx->now_ms)));
}
