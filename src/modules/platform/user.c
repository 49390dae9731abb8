/* user.c - who works here: logging in, what each chose, and that one
 * administrator stays. */
#include "entities.h"
#include "modules/platform/platform.h"
#include "records/data/record.h"

enum err user_by_login(struct ctx *cx, struct str login, int64_t *out_id,
                       struct str *out_hash) {
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("SELECT u.id, c.hash FROM \"user\" u JOIN credential c ON c.\"user\" = u.id"
            " WHERE u.login = ?1 AND u.active = 1"),
        BIND(v_text(str_lower_ascii(cx->mem, login))), &rows));
    bool found = rows_next(&rows);
    if (found) {
        *out_id = rows_int(&rows, 0);
        *out_hash = str_dup(cx->mem, rows_text(&rows, 1));
    }
    TRY(rows_done(&rows));
    return found ? OK : ERR_ABSENT;
}

enum err user_hash(struct ctx *cx, int64_t user, struct str *out_hash) {
    return store_text(cx->db, cx->mem,
                      SQL("SELECT hash FROM credential WHERE \"user\" = ?1"),
                      BIND(v_int(user)), out_hash);
}

enum err user_change_own(struct ctx *cx, struct record *user) {
    const struct actor *actor = cx->actor;
    if (record_id(user) != actor->user) return ERR_DENIED;
    struct actor own = *actor;
    own.administrator = true;
    cx->actor = &own;
    enum err e = record_change(cx, user, NULL);
    cx->actor = actor;
    return e;
}

enum err user_set_password(struct ctx *cx, int64_t user, struct str password_hash) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO credential (\"user\", hash, changed_at) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (\"user\") DO UPDATE"
            " SET hash = excluded.hash, changed_at = excluded.changed_at"),
        BIND(v_int(user), v_text(password_hash), v_int(cx->now_ms)));
}

enum err password_check(struct ctx *cx, struct str password) {
    size_t letters = utf8_length(password);
    if (!utf8_valid(password) || letters < PASSWORD_LETTERS_LEAST
        || letters > PASSWORD_LETTERS_MOST)
        return problem_text(cx, STR("password"), cx_msg(cx, MSG_PASSWORD_LENGTH));
    return OK;
}

enum err user_apply(struct ctx *cx, const struct record *user) {
    struct str language = record_str(user, USER_LANGUAGE),
               digits = record_str(user, USER_DIGITS);
    struct str calendar = record_str(user, USER_CALENDAR);
    if (language.n) cx->lang = str_eq(language, LANGUAGE_EN) ? LANG_EN : LANG_FA;
    if (digits.n)
        cx->digits = str_eq(digits, DIGIT_STYLE_LATIN) ? DIGITS_LATIN : DIGITS_PERSIAN;
    else if (language.n)
        cx->digits = cx->lang == LANG_EN ? DIGITS_LATIN : DIGITS_PERSIAN;
    if (calendar.n)
        cx->calendar = str_eq(calendar, CALENDAR_STYLE_GREGORIAN) ? CALENDAR_GREGORIAN
                                                                  : CALENDAR_JALALI;
    return OK;
}

/* ---- Rules ---- */

static bool login_valid(struct str login) {
    for (size_t i = 0; i < login.n; i++) {
        char c = login.p[i];
        bool good =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr("._-@", c));
        if (!good) return false;
    }
    return login.n > 0;
}

enum err administrator_stays(struct ctx *cx, int64_t user, int64_t role,
                             const struct field *field) {
    bool some;
    TRY(store_exists(cx->db,
                     SQL("SELECT 1 FROM \"user\" u JOIN role r ON r.id = u.role"
                         " WHERE r.administrator = 1 AND u.active = 1"
                         " AND u.id <> ?1 AND r.id <> ?2 LIMIT 1"),
                     BIND(v_int(user), v_int(role)), &some));
    return some ? OK : problem(cx, field, MSG_USER_LAST_ADMINISTRATOR);
}

static enum err check_last_administrator(struct ctx *cx, const struct record *old,
                                         const struct record *new) {
    if (!old) return OK;
    bool stays = record_int(new, USER_ACTIVE) == 1
                 && record_int(new, USER_ROLE) == record_int(old, USER_ROLE);
    return stays
               ? OK
               : administrator_stays(cx, record_id(old), 0, new->entity->fields[USER_ROLE]);
}

static enum err user_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct str login = str_lower_ascii(cx->mem, record_str(new, USER_LOGIN));
    new->values[USER_LOGIN] = v_text(login);
    if (login.n && !login_valid(login))
        problem(cx, new->entity->fields[USER_LOGIN], MSG_USER_LOGIN_LETTERS);
    if (new->values[USER_ACTIVE].kind == V_NULL) new->values[USER_ACTIVE] = v_int(0);
    return check_last_administrator(cx, old, new);
}

/* Switched on again or not: earlier sessions and tokens are no way in. */
static enum err end_ways_in(struct ctx *cx, int64_t user) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM session WHERE user_id = ?1"),
                   BIND(v_int(user))));
    return store_exec(cx->writer, SQL("DELETE FROM api_token WHERE user_id = ?1"),
                      BIND(v_int(user)));
}

static enum err user_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    bool was_on = old && record_int(old, USER_ACTIVE) == 1;
    bool on = new &&record_int(new, USER_ACTIVE) == 1;
    if (was_on && !on) TRY(end_ways_in(cx, record_id(old)));
    if (!new) TRY(administrator_stays(cx, 0, 0, NULL));
    return access_changed(cx);
}

const struct entity_rules rules_user = {
    .name = "user", .check = user_check, .saved = user_saved};
