/* Any bytes as text: cleaning and folding do nothing the second time, clean text and what
 * it came from have the same keys, every result is UTF-8, a file is converted the same
 * however it is cut into pieces, and a line of `moshtari text` stays one line. The first
 * byte chooses the size of a piece and an encoding. */
#include "fuzz.h"

#include "base/charset.h"
#include "base/csv.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "persian/match.h"
#include "persian/sort.h"
#include "persian/text.h"
#include "records/data/spelling.h"
#include "store/search.h"

static bool no_words(struct fa_words words) {
    for (size_t i = 0; i < words.n; i++)
        if (!words.at[i].n || str_has(words.at[i], STR(" "))) return false;
    return true;
}

static void look_at_keys(struct arena *mem, struct str text) {
    struct str clean = fa_clean(mem, text), line = fa_clean_line(mem, text);
    struct str key = fa_fold(mem, text);
    must(utf8_valid(clean) && utf8_valid(line) && utf8_valid(key));
    must(!memchr(clean.p, 0, clean.n) && !memchr(key.p, 0, key.n));
    must(!memchr(line.p, '\n', line.n));
    must(str_eq(fa_clean(mem, clean), clean) && str_eq(fa_clean_line(mem, line), line));
    must(str_eq(fa_fold(mem, key), key));
    must(str_eq(fa_fold(mem, clean), key) && str_eq(fa_fold(mem, line), key));
    must(fa_alike(text, clean) && fa_alike(line, key));
    must(str_eq(fa_index_text(mem, clean), fa_index_text(mem, text)));
    must(fa_bad_bytes(clean) == 0 && fa_bad_bytes(text) <= text.n);
    must(no_words(fa_tokens(mem, text)));
}

static void look_at_order(struct arena *mem, struct str text) {
    struct str key = fa_sort_key(mem, text);
    must(utf8_valid(key) && !memchr(key.p, 0, key.n));
}

/* The second half is looked for in the first. */
static void look_for(struct arena *mem, struct str text) {
    int ways;
    struct str in = str_first(text, text.n / 2), typed = str_from(text, text.n / 2);
    struct fa_spans spans = fa_match(mem, in, typed);
    for (size_t i = 0, end = 0; i < spans.n; end = spans.at[i++].to)
        must(spans.at[i].from >= end && spans.at[i].from < spans.at[i].to
             && spans.at[i].to <= in.n);
    struct search_words *words = spelling_ways(mem, typed, false, &ways);
    for (int i = 0; i < ways; i++)
        must(words[i].count > 0 && words[i].count <= FA_QUERY_WORDS);
}

static struct str converted(struct arena *mem, struct str text, size_t piece,
                            enum charset from, struct charset_report *out_report) {
    struct charset_reader reader;
    struct buf out = buf_in(mem, 0);
    charset_init(&reader, mem, from);
    for (struct str rest = text; rest.n; rest = str_from(rest, piece))
        charset_feed(&reader, str_first(rest, piece), &out);
    charset_end(&reader, &out);
    *out_report = reader.report;
    return buf_str(&out);
}

static void convert(struct arena *mem, struct str text, unsigned char choice) {
    enum charset from = choice & 4 ? charset_guess(text) : (enum charset)(choice & 3);
    struct charset_report whole, parts;
    struct str once = converted(mem, text, text.n + 1, from, &whole);
    must(utf8_valid(once) && charset_name(from));
    must(str_eq(once, converted(mem, text, choice / 8 + 1u, from, &parts)));
    must(whole.damaged_units == parts.damaged_units
         && whole.other_lines == parts.other_lines);
    must(whole.lines_kept <= CHARSET_LINES_KEPT);
    must(strchr(",;\t|", csv_guess_delimiter(once)) != NULL);
}

/* What a verb gave, it gives again. */
static void run_verbs(struct arena *mem, struct str text) {
    struct str line = text;
    str_cut(&text, '\n', &line);
    for (size_t i = 0; i < text_verbs_count; i++) {
        struct str out, again, reason;
        bool good = text_verbs[i].run(mem, line, 0, &out, &reason);
        must(reason.n && !(out.n && memchr(out.p, '\n', out.n)));
        if (!good || strcmp(text_verbs[i].name, "sort-key") == 0) continue;
        must(text_verbs[i].run(mem, out, 0, &again, &reason) && str_eq(again, out));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    struct arena *mem = arena_create();
    struct str text = str_n((const char *)data + 1, size - 1);
    look_at_keys(mem, text);
    look_at_order(mem, text);
    look_for(mem, text);
    convert(mem, text, data[0]);
    run_verbs(mem, text);
    arena_free(mem);
    return 0;
}
