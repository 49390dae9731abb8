/* workbook_text.h - a sheet of an Excel workbook as CSV text: read once, then cut anywhere.
 * See http/host.h. */
#ifndef HOST_WORKBOOK_TEXT_H
#define HOST_WORKBOOK_TEXT_H

#include "http/host.h"

enum err workbook_read(struct arena *mem, struct str bytes, int sheet, size_t most,
                       struct workbook_text *out);

#endif
