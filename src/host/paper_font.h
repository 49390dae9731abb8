/* paper_font.h - the letters of a paper: Vazirmatn, out of the program itself. The machine's own
 * fonts and its settings have no say, so a paper looks the same wherever it is made. */
#ifndef HOST_PAPER_FONT_H
#define HOST_PAPER_FONT_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stdint.h>

#define PAPER_FONT_FAMILY "Vazirmatn"

/* A map of these fonts, the caller's own: NULL where they cannot be had. */
PangoFontMap *paper_font_map(void);
/* Whether they have a picture for it. */
bool paper_font_has(uint32_t code);

#endif
