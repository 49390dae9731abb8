#include "modules/requests/candidates.h"

#include "entities.h"
#include "records/rules/rights.h"

/* ---- Skills ---- */

static bool lists(struct str list, struct str word) {
    for (struct str one; str_cut(&list, '|', &one);)
        if (one.n && str_eq(one, word)) return true;
    return false;
}

/* How many of those asked for are theirs. */
static int both_have(struct str theirs, struct str asked) {
    int n = 0;
    for (struct str one; str_cut(&asked, '|', &one);)
        n += one.n && lists(theirs, one);
    return n;
}

/* Of what is asked for, and the city of the one who asks. */
static int fits(struct str theirs, const struct route *route, struct str city) {
    return (city.n && lists(theirs, city)) + both_have(theirs, route->skills[0])
           + both_have(theirs, route->skills[1]);
}

/* ---- Asking ---- */

enum err candidates_of(struct ctx *cx, int64_t team, const struct route *route,
                       const struct record *request, struct candidate **out,
                       int *out_count) {
    struct candidate *all = NEWS(cx->mem, TEAM_MEMBERS, struct candidate);
    struct str city = record_str(request, REQUEST_CITY);
    struct rows rows;
    int n = 0;
    TRY(store_query(
        cx->db,
        SQL("SELECT u.id, coalesce(u.skills, ''), coalesce(p.seen_at, 0),"
            " coalesce(p.given_at, 0),"
            " (SELECT count(*) FROM (SELECT 1 FROM request r WHERE r.owner = u.id"
            " AND r.answered_at IS NULL AND r.apart IS NULL LIMIT ?4) AS waiting)"
            " FROM \"user\" u LEFT JOIN request_person p ON p.person = u.id"
            " WHERE u.team = ?1 AND u.active = 1 AND NOT EXISTS"
            " (SELECT 1 FROM request_offer o WHERE o.request = ?2 AND o.person = u.id)"
            " ORDER BY u.id LIMIT ?3"),
        BIND(v_int(team), v_int(record_id(request)), v_int(TEAM_MEMBERS),
             v_int(LOAD_COUNTED)),
        &rows));
    for (; n < TEAM_MEMBERS && rows_next(&rows); n++)
        all[n] = (struct candidate){.user = rows_int(&rows, 0),
                                    .fits = fits(rows_text(&rows, 1), route, city),
                                    .here = rows_int(&rows, 2) > cx->now_ms - PRESENT_MS,
                                    .last_ms = rows_int(&rows, 3),
                                    .load = rows_int(&rows, 4)};
    *out = all;
    *out_count = n;
    return rows_done(&rows);
}

enum err candidate_free(struct ctx *cx, int64_t user, int64_t request, bool *out) {
    return store_exists(
        cx->db,
        SQL("SELECT 1 FROM \"user\" u JOIN request_person p ON p.person = u.id"
            " WHERE u.id = ?1 AND u.active = 1 AND p.seen_at > ?3 AND NOT EXISTS"
            " (SELECT 1 FROM request_offer o WHERE o.request = ?2 AND o.person = u.id)"),
        BIND(v_int(user), v_int(request), v_int(cx->now_ms - PRESENT_MS)), out);
}

/* ---- What is known of them ---- */

enum err person_here(struct ctx *cx) {
    return store_exec(cx->writer,
                      SQL("INSERT INTO request_person (person, seen_at, given_at)"
                          " VALUES (?1, ?2, 0)"
                          " ON CONFLICT (person) DO UPDATE SET seen_at = excluded.seen_at"),
                      BIND(v_int(cx->actor->user), v_int(cx->now_ms)));
}

enum err person_given(struct ctx *cx, int64_t user) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO request_person (person, seen_at, given_at) VALUES (?1, 0, ?2)"
            " ON CONFLICT (person) DO UPDATE SET given_at = excluded.given_at"),
        BIND(v_int(user), v_int(cx->now_ms)));
}
