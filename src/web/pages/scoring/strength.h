/* strength.h - weights and measures as people read them; private to pages/scoring/. */
#ifndef WEB_PAGES_SCORING_STRENGTH_H
#define WEB_PAGES_SCORING_STRENGTH_H

#include "modules/scoring/model.h"

/* "raises it clearly"; of what hardly weighs: "makes no difference". */
struct str strength_text(const struct ctx *cx, const struct weight *w);
/* The class that colours it. */
const char *strength_look(const struct weight *w);
/* "1.80 times": by how much the odds are multiplied. */
struct str odds_text(struct ctx *cx, const struct weight *w);
/* Hundredths, as "0.72"; of measures in parts of a million. */
struct str measure_text(struct ctx *cx, int64_t ppm);

#endif
