/* workbook_text.h - a sheet of an Excel workbook as CSV text: read once, then cut anywhere.
 * See http/host.h. */
#ifndef HOST_WORKBOOK_TEXT_H
#define HOST_WORKBOOK_TEXT_H

#include "http/host.h"

enum {
    /* What a small workbook may become: a sheet can name one long string in every cell. */
    WORKBOOK_TEXT_FREE =
        64 * 1024 * 1024,      /* bytes of text, whatever the workbook's size; … */
    WORKBOOK_TEXT_RATIO = 400, /* … beyond that so many for each of its bytes */
};

enum err workbook_read(struct arena *mem, struct str bytes, int sheet, size_t most,
                       struct workbook_text *out);

#endif
