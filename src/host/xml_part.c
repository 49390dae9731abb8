#include "host/xml_part.h"

static const char *without_prefix(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *xml_attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(without_prefix(attributes[0]), name) == 0) return attributes[1];
    return NULL;
}

void xml_part_pause(struct xml_part *part) {
    XML_StopParser(part->parser, XML_TRUE);
}

static void xml_part_fail(struct xml_part *part, enum err err) {
    part->err = err;
    XML_StopParser(part->parser, XML_FALSE);
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    struct xml_part *part = user;
    if (++part->depth > XML_DEPTH_LIMIT)
        xml_part_fail(part, ERR_LIMIT);
    else
        part->calls->start(part->self, without_prefix(name), attributes);
}

static void XMLCALL on_end(void *user, const char *name) {
    struct xml_part *part = user;
    part->depth--;
    part->calls->end(part->self, without_prefix(name));
}

static void XMLCALL on_text(void *user, const char *text, int n) {
    struct xml_part *part = user;
    part->calls->text(part->self, str_n(text, (size_t)n));
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system,
                               const char *public, int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    xml_part_fail(user, ERR_CORRUPT);
}

static XML_Parser parser_create(struct xml_part *part) {
    XML_Parser parser = XML_ParserCreate(NULL);
    if (!parser) abort();
    XML_SetUserData(parser, part);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    return parser;
}

enum err xml_part_open(struct xml_part *part, struct package *package, const char *path,
                       const struct xml_calls *calls, void *self) {
    zip_stat_t stat;
    zip_int64_t index = zip_name_locate(package->zip, path, ZIP_FL_NOCASE);
    if (index < 0) return ERR_ABSENT;
    if (zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0
        || !(stat.valid & ZIP_STAT_COMP_SIZE))
        return ERR_CORRUPT;
    zip_file_t *file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (!file) return ERR_CORRUPT;
    *part = (struct xml_part){
        .package = package,
        .file = file,
        .calls = calls,
        .self = self,
        .packed = stat.comp_size,
    };
    part->parser = parser_create(part);
    return OK;
}

void xml_part_close(struct xml_part *part) {
    if (!part->file) return;
    XML_ParserFree(part->parser);
    zip_fclose(part->file);
    part->file = NULL;
}

static bool beyond_limits(const struct xml_part *part) {
    return part->package->inflated > XML_INFLATED_LIMIT
           || (part->inflated > XML_RATIO_FROM
               && part->inflated / XML_RATIO_LIMIT > part->packed);
}

/* The parser keeps the bytes of a tag until its end comes. */
static bool tag_too_long(const struct xml_part *part) {
    XML_Index tag = XML_GetCurrentByteIndex(part->parser);
    return tag >= 0 && part->inflated - (uint64_t)tag > XML_TAG_LIMIT;
}

/* The result so far; a failure stays. */
static enum err judge(struct xml_part *part, enum XML_Status status) {
    if (part->err == OK && status == XML_STATUS_ERROR) part->err = ERR_CORRUPT;
    return part->err;
}

/* Inflate one more piece and parse it. */
static enum err parse_piece(struct xml_part *part) {
    void *room = XML_GetBuffer(part->parser, XML_PIECE_BYTES);
    if (!room) return judge(part, XML_STATUS_ERROR);
    zip_int64_t n = zip_fread(part->file, room, XML_PIECE_BYTES);
    if (n < 0) return part->err = ERR_CORRUPT;
    part->inflated += (uint64_t)n;
    part->package->inflated += (uint64_t)n;
    if (beyond_limits(part)) return part->err = ERR_LIMIT;
    TRY(judge(part, XML_ParseBuffer(part->parser, (int)n, n == 0)));
    if (tag_too_long(part)) part->err = ERR_LIMIT;
    return part->err;
}

static XML_ParsingStatus status_of(const struct xml_part *part) {
    XML_ParsingStatus status;
    XML_GetParsingStatus(part->parser, &status);
    return status;
}

enum err xml_part_run(struct xml_part *part) {
    if (part->err != OK) return part->err;
    if (status_of(part).parsing == XML_SUSPENDED)
        TRY(judge(part, XML_ResumeParser(part->parser)));
    for (;;) {
        enum XML_Parsing parsing = status_of(part).parsing;
        if (parsing == XML_SUSPENDED) return OK;
        part->ended = parsing == XML_FINISHED;
        if (part->ended) return OK;
        TRY(parse_piece(part));
    }
}

enum err xml_part_read(struct package *package, const char *path,
                       const struct xml_calls *calls, void *self) {
    struct xml_part part;
    TRY(xml_part_open(&part, package, path, calls, self));
    enum err err = xml_part_run(&part);
    xml_part_close(&part);
    return err;
}
