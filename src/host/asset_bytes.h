/* asset_bytes.h - what the assets of web/asset.h hold, ready to be sent. */
#ifndef HOST_ASSET_BYTES_H
#define HOST_ASSET_BYTES_H

#include "web/asset.h"

struct asset_bytes {
    struct str plain, gzip, br; /* packed forms are empty where they would not be smaller */
};

extern const struct asset_bytes asset_bytes[ASSET_COUNT]; /* by enum asset_id */

#endif
