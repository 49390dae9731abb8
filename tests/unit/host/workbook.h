/* workbook.h - makes small workbooks in memory, part by part. */
#ifndef TESTS_WORKBOOK_H
#define TESTS_WORKBOOK_H

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "base/str.h"

static inline void workbook_must(bool holds) {
    if (!holds) abort();
}

struct part {
    const char *path, *text;
};

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const struct part usual[] = {
    {"_rels/.rels", "<Relationships><Relationship Id=\"r1\" Type=\"" RELATION
                    "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>"
     "<Relationship Id=\"r1\" Type=\"" RELATION
     "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
     "<Relationship Id=\"r2\" Type=\"" RELATION
     "worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
     "<Relationship Id=\"r3\" Type=\"" RELATION "sharedStrings\" Target=\"strings.xml\"/>"
     "<Relationship Id=\"r4\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/>"
     "</Relationships>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name=\"یک\" sheetId=\"1\" r:id=\"r1\" "
                        "xmlns:r=\"r\"/><sheet name=\"دو\" sheetId=\"2\" r:id=\"r2\" "
                        "xmlns:r=\"r\"/></sheets></workbook>"},
    {"xl/strings.xml",
     "<sst><si><t>سلام</t></si><si><r><t>a</t></r><r><t xml:space=\"preserve\">"
     " b</t></r><rPh><t>c</t></rPh></si><si><t>x_x000D_y_x0041</t></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-fa-IR]"
     "yyyy/mm/dd;@\"/><numFmt numFmtId=\"171\" formatCode=\"0.00&quot;d&quot;\"/>"
     "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
     "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>"},
    {"xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"},
    {"xl/worksheets/sheet2.xml",
     "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"},
};

static inline void add_part(zip_t *zip, const char *path, const char *text) {
    zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
    workbook_must(source);
    workbook_must(zip_file_add(zip, path, source, ZIP_FL_OVERWRITE) >= 0);
}

/* The bytes of the usual workbook with some parts put in their places. */
static inline struct str workbook_of(struct arena *mem, const struct part *parts,
                                     size_t count) {
    zip_error_t error;
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(out);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
    workbook_must(zip);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        add_part(zip, usual[i].path, usual[i].text);
    for (size_t i = 0; i < count; i++)
        add_part(zip, parts[i].path, parts[i].text);
    workbook_must(zip_close(zip) == 0);
    zip_stat_t stat;
    workbook_must(zip_source_stat(out, &stat) == 0);
    char *bytes = arena_alloc(mem, stat.size);
    workbook_must(zip_source_open(out) == 0);
    workbook_must(zip_source_read(out, bytes, stat.size) == (zip_int64_t)stat.size);
    zip_source_close(out);
    zip_source_free(out);
    return str_n(bytes, stat.size);
}

static inline struct str workbook_with(struct arena *mem, struct part part) {
    return workbook_of(mem, &part, 1);
}

#endif
