/* workbook_make.h - an Excel workbook of the text an export wrote: numbers become numbers,
 * dates dates, and all else text. Rows go through one at a time. */
#ifndef HOST_WORKBOOK_MAKE_H
#define HOST_WORKBOOK_MAKE_H

#include "http/host.h"

enum err workbook_write(const char *path, const struct export_plan *plan,
                        struct byte_source *csv, bool right_to_left, int zone_minutes);

/* The same into memory; see http/host.h. */
enum err workbook_make(struct arena *mem, const struct export_plan *plan,
                       struct byte_source *csv, bool right_to_left, int zone_minutes,
                       struct str *out_bytes);

#endif
