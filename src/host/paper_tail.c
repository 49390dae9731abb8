#include "host/paper_tail.h"

/* Where `part` stands last; (size_t)-1: nowhere. */
static size_t find_last(struct str s, struct str part) {
    for (size_t i = s.n < part.n ? 0 : s.n - part.n + 1; i-- > 0;)
        if (memcmp(s.p + i, part.p, part.n) == 0) return i;
    return (size_t)-1;
}

/* The whole number behind `key` in the file's last words. */
static bool number_after(struct str s, struct str key, int64_t *out) {
    size_t at = find_last(s, key), n = 0;
    if (at == (size_t)-1) return false;
    struct str rest = str_from(s, at + key.n);
    while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9')
        n++;
    return str_int(str_first(rest, n), out);
}

struct ends {
    int64_t size, root, info, pages, table;
};

static bool read_ends(struct str pdf, struct ends *out) {
    struct str trailer = str_from(pdf, find_last(pdf, STR("trailer")));
    if (!number_after(trailer, STR("/Size "), &out->size)
        || !number_after(trailer, STR("/Root "), &out->root)
        || !number_after(trailer, STR("/Info "), &out->info)
        || !number_after(trailer, STR("startxref\n"), &out->table))
        return false;
    return number_after(pdf, STR("/Type /Catalog\n   /Pages "), &out->pages);
}

void paper_tail(struct buf *pdf, struct str language, bool right_to_left) {
    struct ends e;
    if (pdf->failed || !read_ends(buf_str(pdf), &e)) return;
    size_t root_at = pdf->n;
    buf_format(pdf, "%lld 0 obj\n<< /Type /Catalog\n   /Pages %lld 0 R\n   /Lang (%.*s)\n",
               (long long)e.root, (long long)e.pages, STR_ARG(language));
    buf_format(
        pdf,
        "   /ViewerPreferences << /DisplayDocTitle true /Direction /%s >>\n>>\nendobj\n",
        right_to_left ? "R2L" : "L2R");
    size_t table_at = pdf->n;
    buf_format(pdf, "xref\n%lld 1\n%010zu 00000 n \n", (long long)e.root, root_at);
    buf_format(pdf, "trailer\n<< /Size %lld\n   /Root %lld 0 R\n   /Info %lld 0 R\n",
               (long long)e.size, (long long)e.root, (long long)e.info);
    buf_format(pdf, "   /Prev %lld\n>>\nstartxref\n%zu\n%%%%EOF\n", (long long)e.table,
               table_at);
}
