/* colour.h - a colour as people write it for the web, and what can be read on it. */
#ifndef BASE_COLOUR_H
#define BASE_COLOUR_H

#include "base/str.h"

/* Red, green and blue of sRGB, each from 0 to 255. */
struct colour {
    int red, green, blue;
};

/* "#1D6FA5", in either case; false: not so written. */
bool colour_parse(struct str text, struct colour *out);
/* How bright it is, from 0 to 1: the relative luminance of WCAG 2.2, to within 0.002. */
double colour_luminance(struct colour c);
/* Whether white is read better on it than black; either way at a contrast above 4.5. */
bool colour_dark(struct colour c);

#endif
