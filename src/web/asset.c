#include "web/asset.h"

struct str asset_path(enum asset_id id) {
    return asset_list[id].path;
}

bool asset_find(struct str path, enum asset_id *out) {
    for (int i = 0; i < ASSET_COUNT; i++)
        if (str_eq(asset_list[i].path, path)) {
            *out = (enum asset_id)i;
            return true;
        }
    return false;
}
