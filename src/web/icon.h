/* icon.h - one of Tabler's icons. The build gathers the names that stand as a literal in
 * icon(out, "phone"), in `.icon = "phone"` of a table and in `icon = phone` of a definition
 * under src/web, src/modules and src/app, and fails when an icon does not exist.
 * "star-filled" is the filled form of "star". */
#ifndef WEB_ICON_H
#define WEB_ICON_H

#include "base/buf.h"

/* Decoration: screen readers pass over it, so a control needs words of its own. */
void icon(struct buf *out, const char *name);

#endif
