#include "web/pages/requests/dress.h"

#include "entities.h"

/* The choices of form_tone; in light and in dark, white is read on each at a contrast above 4.5. */
static const struct {
    const char *name, *colour;
} tones[] = {
    {"blue", "#2b5fb0"},   {"green", "#1f7a45"},  {"red", "#b3261e"},
    {"purple", "#7442a8"}, {"orange", "#b4540a"}, {"ink", "#2a3338"},
};

static struct str tone_of(const struct record *form) {
    struct str name = record_str(form, REQUEST_FORM_TONE);
    if (str_eq(name, FORM_TONE_OWN)) return record_str(form, REQUEST_FORM_OWN_TONE);
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
        if (str_is(name, tones[i].name)) return str_of(tones[i].colour);
    return STR("");
}

struct outside_dress dress_of(const struct record *form) {
    struct outside_dress d = {.theme = record_str(form, REQUEST_FORM_LIGHT),
                              .ground = record_str(form, REQUEST_FORM_GROUND),
                              .corners = record_str(form, REQUEST_FORM_CORNERS),
                              .nameless = record_int(form, REQUEST_FORM_NAMELESS) == 1};
    d.toned = colour_parse(tone_of(form), &d.tone);
    return d;
}
