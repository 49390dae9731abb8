/* settings.h - what an organisation chose for itself. A setting is a typed row: the
 * settings page, the command line, validation and documentation come from it. To add one: a
 * row in settings.c. */
#ifndef RECORDS_SETTINGS_H
#define RECORDS_SETTINGS_H

#include "records/ctx.h"

enum setting_kind {
    SETTING_TEXT,
    SETTING_INT,
    SETTING_CHOICE,
    SETTING_MONTH, /* 1-12 of the calendar */
    SETTING_DAYS,  /* of the week, "0,1,2": Saturday is 0 */
    SETTING_TIME,  /* "08:00" */
    SETTING_KEPT,  /* by the program; not a field of the settings page */
};

enum { SETTING_CHOICES = 14 };

struct setting {
    const char *name;
    enum setting_kind kind;
    enum msg label;
    const char *standard;
    int64_t min, max; /* of a number; max letters of a text */
    struct {
        const char *key;
        enum msg label;
    } choices[SETTING_CHOICES]; /* ends in a NULL key */
};

extern const struct setting setting_rows[];
extern const int setting_count;

/* The values in force, by the order of setting_rows; read-only. */
struct settings;

enum err settings_load(struct ctx *cx, struct arena *mem, struct settings **out);
struct str settings_text(const struct settings *s, const char *name);
int64_t settings_int(const struct settings *s, const char *name);
/* Check and store one value; a mistake is a problem beside the setting's name. */
enum err settings_save(struct ctx *cx, const char *name, struct str typed);
/* Store a value of the program's own as it is; it need not have a row in settings.c. */
enum err settings_put(struct writer *w, const char *name, struct str value);
/* What a new organisation begins with: its language ("fa", "en"), and the digits and the
 * calendar its readers expect. */
enum err settings_begin(struct ctx *cx, struct str language);

/* The month (1-12) in which the fiscal year begins. */
int settings_fiscal_month(const struct settings *s);
/* Put the organisation's language, digits, calendar, money unit and zone into
 * the context. */
void settings_apply(const struct settings *s, struct ctx *cx);

#endif
