/* asset.h - the files pages link to: style sheets, scripts, the font, icons, the mark.
 * The build names each by its content, so a browser may keep it for ever; a page links to
 * `asset_path(ASSET_APP_JS)`, and a name that does not exist does not compile. */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "base/str.h"

#define ASSET_FOLDER "/a/"

#include "asset_list.h" /* made by the build: enum asset_id */

struct asset {
    struct str name; /* "app.js" */
    struct str path; /* "/a/app-3f2a51c0de42.js": also its entity tag */
    struct str type;
};

extern const struct asset asset_list[ASSET_COUNT];

struct str asset_path(enum asset_id id);

/* The asset at this path; false when there is none. */
bool asset_find(struct str path, enum asset_id *out);

#endif
