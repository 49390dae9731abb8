#include "web/icon.h"

#include "web/asset.h"

void icon(struct buf *out, const char *name) {
    BUF_LIT(out,
            "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"" ASSET_ICONS_SVG_PATH
            "#");
    buf_putz(out, name);
    BUF_LIT(out, "\"/></svg>");
}
