/* staff.c - who works in the demo: those who are there already, so that their own pages are
 * alive, and two teams, each with a leader and representatives, who cannot log in until
 * somebody gives them a password. */
#include "base/arena.h"
#include "cli/demo/world.h"
#include "entities.h"

enum { TEAMS = 2 };
enum { STAFF_LOGIN, STAFF_NAME, STAFF_ROLE, STAFF_TEAM };

/* The roles made with the organisation are told apart by how far they may export. */
static enum err find_role(struct ctx *cx, struct str kind, int64_t *out) {
    bool leader = str_is(kind, "leader");
    return store_int(cx->db,
                     SQL("SELECT r.id FROM role r JOIN role_right a ON a.role = r.id"
                         " WHERE a.entity = 'party' AND a.action = ?1 AND a.scope = ?2"
                         " AND r.administrator = 0 ORDER BY r.id LIMIT 1"),
                     BIND(v_int(ACT_EDIT), v_int(leader ? SCOPE_TEAM : SCOPE_OWN)), out);
}

static void make_teams(struct world *w, int64_t out_teams[TEAMS]) {
    struct ctx *cx = w->house->cx;
    for (int i = 0; i < TEAMS; i++) {
        struct record team = record_new(cx, entity_at(cx->catalog, "team"));
        team.values[TEAM_NAME] = v_text(list_team.rows[i][0]);
        world_note(w, &team, instant_at(w->first_day, 0, cx->zone_minutes), &actor_program);
        out_teams[i] = record_id(&team);
    }
}

static enum err make_one(struct world *w, const struct str *row, int64_t team) {
    struct ctx *cx = w->house->cx;
    int64_t role;
    TRY(find_role(cx, row[STAFF_ROLE], &role));
    struct record user = record_new(cx, entity_at(cx->catalog, "user"));
    user.values[USER_NAME] = v_text(row[STAFF_NAME]);
    user.values[USER_LOGIN] = v_text(row[STAFF_LOGIN]);
    user.values[USER_ROLE] = v_int(role);
    user.values[FIELD_TEAM] = v_int(team);
    world_note(w, &user, instant_at(w->first_day, 0, cx->zone_minutes), &actor_program);
    /* Acts as that person, without being asked for rights: the demo makes the past. */
    w->staff[w->staff_count++] = (struct actor){.user = record_id(&user),
                                                .team = team,
                                                .name = row[STAFF_NAME],
                                                .administrator = true};
    return OK;
}

/* They act as themselves, like those who are made here. */
static enum err find_those_there(struct world *w) {
    struct ctx *cx = w->house->cx;
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, team, name FROM \"user\" WHERE active = 1"
                        " ORDER BY id LIMIT ?1"),
                    BIND(v_int(WORLD_THERE)), &rows));
    while (rows_next(&rows))
        w->staff[w->staff_count++] =
            (struct actor){.user = rows_int(&rows, 0),
                           .team = rows_int(&rows, 1),
                           .name = str_dup(w->mem, rows_text(&rows, 2)),
                           .administrator = true};
    return rows_done(&rows);
}

static void make_question(struct world *w, int64_t form) {
    struct ctx *cx = w->house->cx;
    struct record question = record_new(cx, entity_at(cx->catalog, "form_question"));
    question.values[FORM_QUESTION_FORM] = v_int(form);
    question.values[FORM_QUESTION_LABEL] = v_text(STR("چه هنگام تماس بگیریم؟"));
    question.values[FORM_QUESTION_KIND] = v_text(QUESTION_KIND_ONE);
    question.values[FORM_QUESTION_OPTIONS] =
        v_text(STR("همین حالا\nامروز بعدازظهر\nفردا صبح"));
    world_note(w, &question, instant_at(w->first_day, 0, cx->zone_minutes), &actor_program);
}

/* A form that stands on the organisation's site; what comes by it goes to a team by turns. */
static void make_form(struct world *w, int64_t team) {
    struct ctx *cx = w->house->cx;
    struct record form = record_new(cx, entity_at(cx->catalog, "request_form"));
    form.values[REQUEST_FORM_NAME] = v_text(STR("درخواست مشاوره"));
    form.values[REQUEST_FORM_INTRO] = v_text(STR(
        "نام و شمارهٔ خود را بنویسید؛ کارشناسان ما در چند دقیقه تماس می‌گیرند."));
    form.values[REQUEST_FORM_ASKS] = v_text(STR("|phone|email|city|question|"));
    form.values[REQUEST_FORM_NEEDS] = v_text(STR("|phone|"));
    form.values[REQUEST_FORM_CONSENT] = v_text(STR(
        "می‌پذیرم که دربارهٔ درخواستم با من تماس بگیرید."));
    form.values[REQUEST_FORM_ACTIVE] = v_int(1);
    form.values[REQUEST_FORM_WITHIN] = v_int(team);
    world_note(w, &form, instant_at(w->first_day, 0, cx->zone_minutes), &actor_program);
    w->form = record_id(&form);
    make_question(w, record_id(&form));
}

/* What comes from Mashhad goes to the team that has its customers there. */
static void make_rule(struct world *w, int64_t team) {
    struct ctx *cx = w->house->cx;
    struct record rule = record_new(cx, entity_at(cx->catalog, "routing_rule"));
    rule.values[ROUTING_RULE_NAME] = v_text(STR("خراسان"));
    rule.values[ROUTING_RULE_CONDITION] = v_text(STR("city in (مشهد, نیشابور, سبزوار)"));
    rule.values[ROUTING_RULE_WITHIN] = v_int(team);
    rule.values[ROUTING_RULE_ACTIVE] = v_int(1);
    world_note(w, &rule, instant_at(w->first_day, 0, cx->zone_minutes), &actor_program);
}

enum err staff_make(struct world *w) {
    int64_t teams[TEAMS], place;
    TRY(find_those_there(w));
    make_teams(w, teams);
    make_form(w, teams[0]);
    make_rule(w, teams[1]);
    for (int i = 0; i < list_staff.count && i < WORLD_STAFF; i++) {
        if (!str_int(list_staff.rows[i][STAFF_TEAM], &place) || place >= TEAMS)
            return ERR_INVALID;
        TRY(make_one(w, list_staff.rows[i], teams[place]));
    }
    return OK;
}
