#include "web/widgets/whose.h"

#define TEAM_MARK "team-"
#define EVERYBODY "all"

/* `who`: one's own where nothing is asked. */
static void read_asked(const struct page *p, struct whose *w) {
    struct str who = form_value(&p->query, "who");
    bool team = str_starts(who, STR(TEAM_MARK));
    if (str_is(who, EVERYBODY)) return;
    if (team && id_parse(str_from(who, strlen(TEAM_MARK)), &w->team)) return;
    if (!id_parse(who, &w->user)) w->user = p->cx->actor->user;
}

static enum err read_named(struct ctx *cx, struct sql sql, int most,
                           const struct named **out, int *out_count) {
    struct named *all = NEWS(cx->mem, (size_t)most, struct named);
    struct rows rows;
    TRY(store_query(cx->db, sql, BIND(v_int(most)), &rows));
    for (*out_count = 0; *out_count < most && rows_next(&rows); (*out_count)++)
        all[*out_count] =
            (struct named){rows_int(&rows, 0), str_dup(cx->mem, rows_text(&rows, 1))};
    *out = all;
    return rows_done(&rows);
}

enum err whose_read(const struct page *p, struct whose *out) {
    *out = (struct whose){0};
    read_asked(p, out);
    TRY(read_named(p->cx,
                   SQL("SELECT id, name FROM \"user\" WHERE active = 1"
                       " ORDER BY name_s LIMIT ?1"),
                   COLLEAGUES, &out->colleagues, &out->colleague_count));
    return read_named(p->cx, SQL("SELECT id, name FROM team ORDER BY name_s LIMIT ?1"),
                      TEAMS, &out->teams, &out->team_count);
}

struct str whose_user(struct ctx *cx, int64_t user) {
    return str_format(cx->mem, "%s", id_text(user).z);
}

struct str whose_team(struct ctx *cx, int64_t team) {
    return str_join(cx->mem, STR(TEAM_MARK), whose_user(cx, team));
}

struct str whose_text(struct ctx *cx, const struct whose *w) {
    if (w->user) return whose_user(cx, w->user);
    return w->team ? whose_team(cx, w->team) : STR(EVERYBODY);
}
