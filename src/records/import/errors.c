/* errors.c - the file of refused rows: as they came, with the reason in a last column, so
 * that it can be mended in a spreadsheet and imported again. */
#include "base/csv.h"
#include "records/fields/field_type.h"
#include "records/import/import.h"

static void end_row(struct buf *out, struct str reason) {
    csv_put_cell(out, reason, ',');
    BUF_LIT(out, "\r\n");
}

void import_errors_head(struct ctx *cx, const struct import_plan *plan, struct buf *out) {
    BUF_LIT(out, "\xEF\xBB\xBF"); /* else spreadsheets take it for another encoding */
    for (int i = 0; i < plan->column_count; i++) {
        csv_put_cell(out, plan->columns[i].header, ',');
        buf_byte(out, ',');
    }
    end_row(out, cx_msg(cx, MSG_IMPORT_REASON));
}

/* "label: text; label: text". */
static struct str reasons(struct ctx *cx, const struct entity *e,
                          const struct problem *problems) {
    struct buf out = buf_in(cx->mem, 0);
    for (const struct problem *p = problems; p; p = p->next) {
        const struct field *f = field_named(e, p->field);
        if (out.n) BUF_LIT(&out, " | ");
        if (f) buf_format(&out, "%.*s: ", STR_ARG(label_in(&f->label, cx->lang)));
        buf_put(&out, p->text);
    }
    return buf_str(&out);
}

void import_errors_row(struct ctx *cx, const struct import_plan *plan,
                       const struct table_row *cells, const struct problem *problems,
                       struct buf *out) {
    size_t count = (size_t)plan->column_count;
    if (cells->count > count) count = cells->count;
    for (size_t i = 0; i < count; i++) {
        if (i < cells->count) csv_put_cell(out, cells->cells[i], ',');
        buf_byte(out, ',');
    }
    end_row(out, reasons(cx, plan->entity, problems));
}
