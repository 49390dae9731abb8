/* picture.h - what kind of picture bytes are, told by the bytes and not by who
 * sent them. */
#ifndef WEB_PICTURE_H
#define WEB_PICTURE_H

#include "base/str.h"

/* "image/png", "image/jpeg", "image/webp" or "image/gif"; empty: none that is shown. */
struct str picture_type(struct str bytes);
/* Whether a type is one of these. */
bool picture_shown(struct str type);

#endif
