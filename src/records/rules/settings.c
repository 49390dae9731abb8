#include "records/rules/settings.h"

#include "persian/clean.h"

#include <assert.h>

struct settings {
    struct str *values;
};

/* ---- The rows ---- */

const struct setting setting_rows[] = {
    {"organisation.name",
     SETTING_TEXT,
     MSG_SETTING_ORGANISATION_NAME,
     "",
     0,
     120,
     {{NULL}}},
    {"organisation.logo", SETTING_KEPT, MSG_SETTING_ORGANISATION_LOGO, "", 0, 64, {{NULL}}},
    {"organisation.phone",
     SETTING_TEXT,
     MSG_SETTING_ORGANISATION_PHONE,
     "",
     0,
     60,
     {{NULL}}},
    {"organisation.address",
     SETTING_TEXT,
     MSG_SETTING_ORGANISATION_ADDRESS,
     "",
     0,
     300,
     {{NULL}}},
    {"organisation.economic_code",
     SETTING_TEXT,
     MSG_SETTING_ORGANISATION_ECONOMIC_CODE,
     "",
     0,
     20,
     {{NULL}}},
    {"organisation.legal_id",
     SETTING_TEXT,
     MSG_SETTING_ORGANISATION_LEGAL_ID,
     "",
     0,
     20,
     {{NULL}}},
    {"organisation.moved",
     SETTING_KEPT,
     MSG_SETTING_ORGANISATION_MOVED,
     "",
     0,
     200,
     {{NULL}}},
    {"language",
     SETTING_CHOICE,
     MSG_SETTING_LANGUAGE,
     "fa",
     0,
     0,
     {{"fa", MSG_LANGUAGE_FA}, {"en", MSG_LANGUAGE_EN}, {NULL}}},
    {"digits",
     SETTING_CHOICE,
     MSG_SETTING_DIGITS,
     "persian",
     0,
     0,
     {{"persian", MSG_DIGITS_PERSIAN}, {"latin", MSG_DIGITS_LATIN}, {NULL}}},
    {"calendar",
     SETTING_CHOICE,
     MSG_SETTING_CALENDAR,
     "jalali",
     0,
     0,
     {{"jalali", MSG_CALENDAR_JALALI}, {"gregorian", MSG_CALENDAR_GREGORIAN}, {NULL}}},
    {"money",
     SETTING_CHOICE,
     MSG_SETTING_MONEY,
     "toman",
     0,
     0,
     {{"rial", MSG_MONEY_RIAL}, {"toman", MSG_MONEY_TOMAN}, {NULL}}},
    {"fiscal.month", SETTING_MONTH, MSG_SETTING_FISCAL_MONTH, "1", 1, 12, {{NULL}}},
    {"zone.minutes", SETTING_INT, MSG_SETTING_ZONE, "210", -720, 840, {{NULL}}},
    {"offer.days", SETTING_INT, MSG_SETTING_OFFER_DAYS, "14", 0, 365, {{NULL}}},
    {"offers.control", SETTING_INT, MSG_SETTING_OFFERS_CONTROL, "10", 0, 50, {{NULL}}},
    {"offers.window", SETTING_INT, MSG_SETTING_OFFERS_WINDOW, "30", 1, 365, {{NULL}}},
    {"score.hot", SETTING_INT, MSG_SETTING_SCORE_HOT, "40", -1000, 1000, {{NULL}}},
    {"score.warm", SETTING_INT, MSG_SETTING_SCORE_WARM, "15", -1000, 1000, {{NULL}}},
    {"work.days", SETTING_DAYS, MSG_SETTING_WORK_DAYS, "0,1,2,3,4", 0, 20, {{NULL}}},
    {"work.start", SETTING_TIME, MSG_SETTING_WORK_START, "08:00", 0, 5, {{NULL}}},
    {"work.end", SETTING_TIME, MSG_SETTING_WORK_END, "17:00", 0, 5, {{NULL}}},
};
const int setting_count = sizeof setting_rows / sizeof *setting_rows;

static int row_of(const char *name) {
    for (int i = 0; i < setting_count; i++)
        if (strcmp(setting_rows[i].name, name) == 0) return i;
    return -1;
}

/* ---- Reading ---- */

enum err settings_load(struct ctx *cx, struct arena *mem, struct settings **out) {
    struct settings *s = NEW(mem, struct settings);
    s->values = NEWS(mem, (size_t)setting_count, struct str);
    for (int i = 0; i < setting_count; i++)
        s->values[i] = str_of(setting_rows[i].standard);
    struct rows rows;
    TRY(store_query(cx->db, SQL("SELECT name, value FROM setting"), BIND_NONE, &rows));
    while (rows_next(&rows)) {
        int row = row_of(str_z(cx->mem, rows_text(&rows, 0)));
        if (row >= 0) s->values[row] = str_dup(mem, rows_text(&rows, 1));
    }
    TRY(rows_done(&rows));
    *out = s;
    return OK;
}

struct str settings_text(const struct settings *s, const char *name) {
    int row = row_of(name);
    assert(row >= 0);
    return s ? s->values[row] : str_of(setting_rows[row].standard);
}

int64_t settings_int(const struct settings *s, const char *name) {
    int64_t n = 0;
    return str_int(settings_text(s, name), &n) ? n : 0;
}

int settings_fiscal_month(const struct settings *s) {
    return (int)settings_int(s, "fiscal.month");
}

void settings_apply(const struct settings *s, struct ctx *cx) {
    cx->settings = s;
    cx->lang = str_is(settings_text(s, "language"), "en") ? LANG_EN : LANG_FA;
    cx->digits =
        str_is(settings_text(s, "digits"), "latin") ? DIGITS_LATIN : DIGITS_PERSIAN;
    cx->calendar = str_is(settings_text(s, "calendar"), "gregorian") ? CALENDAR_GREGORIAN
                                                                     : CALENDAR_JALALI;
    cx->money = str_is(settings_text(s, "money"), "rial") ? MONEY_RIAL : MONEY_TOMAN;
    cx->zone_minutes = (int)settings_int(s, "zone.minutes");
}

/* ---- Writing ---- */

static bool is_choice(const struct setting *row, struct str value) {
    for (int i = 0; i < SETTING_CHOICES && row->choices[i].key; i++)
        if (str_is(value, row->choices[i].key)) return true;
    return false;
}

/* "08:00", 00:00 … 23:59. */
static bool is_time(struct str value) {
    int64_t hour, minute;
    return value.n == 5 && value.p[2] == ':' && str_int(str_first(value, 2), &hour)
           && str_int(str_from(value, 3), &minute) && hour >= 0 && hour < 24 && minute >= 0
           && minute < 60;
}

static bool are_days(struct str value) {
    struct str day;
    for (int64_t n, last = -1; str_cut(&value, ',', &day); last = n)
        if (!str_int(day, &n) || n <= last || n > FRIDAY) return false;
    return true;
}

static bool is_good(const struct setting *row, struct str value) {
    int64_t n;
    switch (row->kind) {
    case SETTING_TEXT: return utf8_length(value) <= (size_t)row->max;
    case SETTING_DAYS: return are_days(value);
    case SETTING_TIME: return is_time(value);
    case SETTING_KEPT: return utf8_length(value) <= (size_t)row->max;
    case SETTING_MONTH:
    case SETTING_INT: return str_int(value, &n) && n >= row->min && n <= row->max;
    case SETTING_CHOICE: return is_choice(row, value);
    }
    return false;
}

enum err settings_put(struct writer *w, const char *name, struct str value) {
    return store_exec(w,
                      SQL("INSERT INTO setting (name, value) VALUES (?1, ?2)"
                          " ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
                      BIND(v_text(str_of(name)), v_text(value)));
}

enum err settings_save(struct ctx *cx, const char *name, struct str typed) {
    int at = row_of(name);
    if (at < 0) return ERR_ABSENT;
    const struct setting *row = &setting_rows[at];
    struct str value = fa_clean_line(cx->mem, typed);
    if (!is_good(row, value))
        return problem_text(cx, str_of(name), cx_msg(cx, MSG_SETTING_BAD));
    return settings_put(cx->writer, name, value);
}

enum err settings_begin(struct ctx *cx, struct str language) {
    bool english = str_is(language, "en");
    TRY(settings_save(cx, "language", language));
    TRY(settings_save(cx, "digits", english ? STR("latin") : STR("persian")));
    return settings_save(cx, "calendar", english ? STR("gregorian") : STR("jalali"));
}
