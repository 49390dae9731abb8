/* xml_part.h - reads one XML file inside a zip file, in pieces and within limits.
 * What a workbook may cost is bounded here, whatever its headers claim: the bytes inflated
 * over all parts, how much they grow from their packed size, the depth, and the length of
 * one tag. A document type, and with it every entity, is refused. */
#ifndef HOST_XML_PART_H
#define HOST_XML_PART_H

#include "base/err.h"
#include "base/str.h"

#include <expat.h>
#include <stdlib.h>
#include <zip.h>

enum {
    XML_ENTRIES_LIMIT = 10000,        /* files in the zip file */
    XML_DEPTH_LIMIT = 64,             /* elements inside each other */
    XML_TAG_LIMIT = 1024 * 1024,      /* bytes of one tag */
    XML_RATIO_LIMIT = 400,            /* inflated to packed, … */
    XML_RATIO_FROM = 4 * 1024 * 1024, /* … looked at from this many bytes on */
    XML_PIECE_BYTES = 64 * 1024
};
#define XML_INFLATED_LIMIT (UINT64_C(2) << 30) /* bytes of all parts together */

/* A zip file and what was inflated from it so far. */
struct package {
    zip_t *zip;
    uint64_t inflated;
};

/* Called with names stripped of their prefix: "x:row" is "row". */
struct xml_calls {
    void (*start)(void *self, const char *name, const char **attributes);
    void (*end)(void *self, const char *name);
    void (*text)(void *self, struct str text);
};

struct xml_part {
    struct package *package;
    zip_file_t *file;
    XML_Parser parser;
    const struct xml_calls *calls;
    void *self;
    uint64_t packed, inflated;
    int depth;
    bool ended;
    enum err err;
};

/* ERR_ABSENT when the zip file has no such part; then there is nothing to close. */
enum err xml_part_open(struct xml_part *part, struct package *package, const char *path,
                       const struct xml_calls *calls, void *self);
/* Read on until a call pauses it or the part ends (`ended`). */
enum err xml_part_run(struct xml_part *part);
void xml_part_close(struct xml_part *part);
/* All of the above for a part that is read at once. */
enum err xml_part_read(struct package *package, const char *path,
                       const struct xml_calls *calls, void *self);

/* For use inside the calls: return from xml_part_run after this call, to go on later or to
 * fail with `err`. */
void xml_part_pause(struct xml_part *part);

/* The value of an attribute, whatever its prefix, else NULL. */
const char *xml_attribute(const char **attributes, const char *name);

#endif
