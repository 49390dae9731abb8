#include "host/paper_make.h"

#include "base/buf.h"
#include "host/paper_font.h"
#include "host/paper_press.h"
#include "host/paper_tail.h"
#include "host/paper_text.h"

#include <cairo-pdf.h>

/* ---- Limits ---- */

static bool small(struct str s) {
    return s.n <= PAPER_TEXT_BYTES;
}

static bool facts_fit(const struct paper_fact *facts, int count) {
    for (int i = 0; i < count && i < PAPER_FACTS; i++)
        if (!small(facts[i].label) || !small(facts[i].value)) return false;
    return count <= PAPER_FACTS;
}

static bool rows_fit(const struct paper *p) {
    if (p->column_count > PAPER_COLUMNS || p->row_count > PAPER_ROWS) return false;
    for (int i = 0; i < p->row_count; i++) {
        if (!small(p->rows[i].note) || !small(p->rows[i].carried)) return false;
        for (int c = 0; c < p->column_count; c++)
            if (!small(p->rows[i].cells[c])) return false;
    }
    return true;
}

static bool notes_fit(const struct paper *p) {
    for (int i = 0; i < p->note_count && i < PAPER_NOTES; i++)
        if (!small(p->notes[i].caption) || !small(p->notes[i].text)) return false;
    return p->note_count <= PAPER_NOTES;
}

static bool fits(const struct paper *p) {
    return facts_fit(p->facts, p->fact_count)
           && facts_fit(p->seller.facts, p->seller.fact_count)
           && facts_fit(p->buyer.facts, p->buyer.fact_count) && rows_fit(p) && notes_fit(p)
           && p->total_count <= PAPER_TOTALS && p->signature_count <= PAPER_SIGNATURES
           && small(p->carried) && small(p->words.text) && small(p->title) && small(p->foot)
           && small(p->seller.name) && small(p->buyer.name);
}

/* ---- Drawing ---- */

static PangoContext *letters_for(cairo_t *cr, PangoFontMap *map,
                                 const struct paper *paper) {
    PangoContext *letters = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(letters, options);
    pango_cairo_context_set_resolution(letters, 72);
    pango_context_set_round_glyph_positions(letters, FALSE);
    bool persian = paper->lang == LANG_FA;
    pango_context_set_base_dir(letters,
                               persian ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(letters, pango_language_from_string(persian ? "fa" : "en"));
    pango_cairo_update_context(cr, letters);
    cairo_font_options_destroy(options);
    return letters;
}

/* The whole paper; how many pages it took. */
static int draw(cairo_surface_t *surface, PangoFontMap *map, const struct paper *paper,
                int pages) {
    struct press p = {.cr = cairo_create(surface),
                      .mem = arena_create(),
                      .paper = paper,
                      .page = 1,
                      .pages = pages,
                      .right_to_left = paper->lang == LANG_FA};
    p.letters = letters_for(p.cr, map, paper);
    press_head(&p);
    press_table(&p);
    press_sums(&p);
    press_notes(&p);
    press_signatures(&p);
    press_end(&p);
    cairo_show_page(p.cr);
    g_object_unref(p.letters);
    cairo_destroy(p.cr);
    arena_free(p.mem);
    return p.page;
}

/* Drawn for nobody, to know how many pages there are. */
static int count_pages(PangoFontMap *map, const struct paper *paper) {
    cairo_surface_t *nowhere =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    int pages = draw(nowhere, map, paper, 0);
    cairo_surface_destroy(nowhere);
    return pages;
}

/* ---- The file ---- */

static cairo_status_t keep(void *to, const unsigned char *bytes, unsigned int n) {
    struct buf *pdf = to;
    buf_put(pdf, str_n((const char *)bytes, n));
    return pdf->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static const char *instant_text(struct arena *mem, int64_t at_ms) {
    struct gregorian d = gregorian_from_day(day_of(at_ms, 0));
    int minute = minute_of_day(at_ms, 0);
    struct str s = str_format(mem, "%04d-%02d-%02dT%02d:%02d:00Z", d.year, d.month, d.day,
                              minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);
    return str_z(mem, s);
}

static void describe(struct arena *mem, cairo_surface_t *pdf, const struct paper *paper) {
    struct str number = paper->fact_count ? paper->facts[0].value : STR("");
    struct str title = paper_text_plain(
        mem, str_format(mem, "%.*s %.*s", STR_ARG(paper->title), STR_ARG(number)));
    struct str seller = paper_text_plain(mem, paper->seller.name);
    const char *made = instant_text(mem, paper->made_ms);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, str_z(mem, title));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, str_z(mem, seller));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, made);
}

static enum err print(struct arena *mem, PangoFontMap *map, const struct paper *paper,
                      struct buf *out) {
    int pages = count_pages(map, paper);
    if (pages > PAPER_PAGES) return ERR_LIMIT;
    cairo_surface_t *pdf =
        cairo_pdf_surface_create_for_stream(keep, out, PRESS_WIDTH, PRESS_HEIGHT);
    describe(mem, pdf, paper);
    (void)draw(pdf, map, paper, pages);
    cairo_surface_finish(pdf);
    cairo_status_t status = cairo_surface_status(pdf);
    cairo_surface_destroy(pdf);
    if (out->failed) return ERR_LIMIT;
    return status == CAIRO_STATUS_SUCCESS ? OK : ERR_IO;
}

enum err paper_make(struct arena *mem, const struct paper *paper, struct str *out_bytes) {
    struct buf pdf = buf_in(mem, PAPER_BYTES);
    bool persian = paper->lang == LANG_FA;
    if (!fits(paper)) return ERR_LIMIT;
    PangoFontMap *map = paper_font_map();
    if (!map) return ERR_IO;
    enum err e = print(mem, map, paper, &pdf);
    g_object_unref(map);
    TRY(e);
    paper_tail(&pdf, persian ? STR("fa") : STR("en"), persian);
    if (pdf.failed) return ERR_LIMIT;
    *out_bytes = buf_str(&pdf);
    return OK;
}
