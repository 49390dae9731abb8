/* baskets.c - what was bought together, from a file or a pipe (modules/offers/basket_file.h). Tells
 * the rules (modules/offers/rule.h) or the frequent sets, a line each, cells apart by tabs. */
#include "base/arena.h"
#include "base/json_write.h"
#include "cli/commands.h"
#include "cli/tell.h"
#include "modules/offers/basket_file.h"
#include "modules/offers/rule.h"

#include <errno.h>
#include <stdio.h>

enum { READ_BYTES = 256 * 1024, OUTPUT_BYTES = 1 << 20 };

struct asked {
    struct ratio support, confidence;
    int64_t least; /* baskets, in place of `support`; 0: not said */
    int64_t length, consequent;
    enum rule_order order;
    struct basket_file file;
};

struct work {
    const struct call *call;
    struct asked asked;
    struct baskets baskets;
    struct buf line;
    struct json_writer json;
};

/* ---- What was asked ---- */

static const struct option options[] = {
    {"min-support", "S", MSG_CLI_OPTION_MIN_SUPPORT},
    {"min-count", "N", MSG_CLI_OPTION_MIN_COUNT},
    {"min-confidence", "C", MSG_CLI_OPTION_MIN_CONFIDENCE},
    {"max-length", "K", MSG_CLI_OPTION_MAX_LENGTH},
    {"max-consequent", "K", MSG_CLI_OPTION_MAX_CONSEQUENT},
    {"format", "lines|rows|table|arff", MSG_CLI_OPTION_BASKET_FORMAT},
    {"header", NULL, MSG_CLI_OPTION_HEADER},
    {"first", "N", MSG_CLI_OPTION_FIRST},
    {"basket", "COLUMN,…", MSG_CLI_OPTION_BASKET},
    {"item", "COLUMN", MSG_CLI_OPTION_ITEM},
    {"separator", "comma|semicolon|tab|space", MSG_CLI_OPTION_SEPARATOR},
    {"sort", "lift|confidence|support", MSG_CLI_OPTION_SORT},
    {"sets", NULL, MSG_CLI_OPTION_SETS},
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

static bool read_ratio(const struct call *call, const char *option, const char *standard,
                       struct ratio *out) {
    if (ratio_parse(str_of(call_text(call, option, standard)), out)) return true;
    tell_misuse(call, MSG_CLI_OPTION_SHARE, MSG_PARTS({"option", str_of(option)}));
    return false;
}

struct word {
    const char *text;
    int value;
};
static const struct word separators[] = {{"guess", 0},  {"comma", ','}, {"semicolon", ';'},
                                         {"tab", '\t'}, {"space", ' '}, {NULL, 0}};
static const struct word forms[] = {{"lines", BASKETS_LINES},
                                    {"rows", BASKETS_ROWS},
                                    {"table", BASKETS_TABLE},
                                    {"arff", BASKETS_ARFF},
                                    {NULL, 0}};
static const struct word orders[] = {{"lift", RULES_BY_LIFT},
                                     {"confidence", RULES_BY_CONFIDENCE},
                                     {"support", RULES_BY_SUPPORT},
                                     {NULL, 0}};

/* One of the words; `standard` where the option is not given. */
static bool read_word(const struct call *call, const char *option, const char *standard,
                      const struct word *words, int *out) {
    struct str text = str_of(call_text(call, option, standard));
    for (; words->text; words++)
        if (str_is(text, words->text)) {
            *out = words->value;
            return true;
        }
    tell_misuse(call, MSG_CLI_WORD_UNKNOWN, MSG_PARTS({"word", text}));
    return false;
}

static bool is_number(struct str column) {
    int64_t n;
    return !column.n || str_int(column, &n);
}

static bool read_file_options(const struct call *call, struct basket_file *f) {
    int separator, form;
    bool arff = str_ends(str_of(call->operands[0]), STR(".arff"));
    if (!call_number(call, "first", 1, BASKET_COLUMNS, 1, &f->first)
        || !read_word(call, "separator", "guess", separators, &separator)
        || !read_word(call, "format", arff ? "arff" : "lines", forms, &form))
        return false;
    f->separator = (char)separator;
    f->form = (enum basket_form)form;
    f->basket = str_of(call_text(call, "basket", ""));
    f->item = str_of(call_text(call, "item", ""));
    f->head = call_has(call, "header") || !is_number(f->basket) || !is_number(f->item);
    return true;
}

static bool read_options(const struct call *call, struct asked *a) {
    int order;
    if (!read_ratio(call, "min-support", "0.01", &a->support)
        || !read_ratio(call, "min-confidence", "0.5", &a->confidence)
        || !call_number(call, "min-count", 1, BASKETS_MOST, 0, &a->least)
        || !call_number(call, "max-length", 1, BASKET_LENGTH, BASKET_LENGTH, &a->length)
        || !call_number(call, "max-consequent", 1, BASKET_LENGTH, 1, &a->consequent)
        || !read_word(call, "sort", orders->text, orders, &order)
        || !read_file_options(call, &a->file))
        return false;
    a->order = (enum rule_order)order;
    return true;
}

/* ---- Reading ---- */

struct file_source {
    struct byte_source source;
    FILE *file;
    char bytes[READ_BYTES];
};

static enum err read_bytes(struct byte_source *source, struct str *out_bytes) {
    struct file_source *f = (struct file_source *)source;
    size_t n = fread(f->bytes, 1, sizeof f->bytes, f->file);
    *out_bytes = str_n(f->bytes, n);
    return n == 0 && ferror(f->file) ? ERR_IO : OK;
}

static enum err read_baskets(struct work *w, struct arena *mem, FILE *file,
                             struct basket_trouble *out) {
    struct file_source *source = NEW(mem, struct file_source);
    *source = (struct file_source){.source = {read_bytes}, .file = file};
    return basket_file_read(&w->baskets, mem, &source->source, &w->asked.file, out);
}

static int tell_trouble(struct work *w, const char *path, struct basket_trouble t) {
    static const enum msg faults[] = {[BASKET_FAULT_LARGE] = MSG_CLI_BASKETS_LARGE,
                                      [BASKET_FAULT_HEAD] = MSG_CLI_BASKETS_HEAD,
                                      [BASKET_FAULT_CELLS] = MSG_CLI_BASKETS_CELLS,
                                      [BASKET_FAULT_ANSWER] = MSG_CLI_BASKETS_ANSWER,
                                      [BASKET_FAULT_ARFF] = MSG_CLI_BASKETS_ARFF};
    struct str line = str_format(w->call->mem, "%lld", (long long)t.line);
    return tell_failure(w->call, faults[t.fault],
                        MSG_PARTS({"path", str_of(path)}, {"line", line}));
}

static int read_file(struct work *w) {
    const char *path = w->call->operands[0];
    bool piped = str_is(str_of(path), "-");
    struct arena *mem = arena_create();
    FILE *file = piped ? stdin : fopen(path, "rb");
    struct basket_trouble trouble = {0};
    enum err e = file ? read_baskets(w, mem, file, &trouble) : ERR_IO;
    int status = EXIT_GOOD;
    if (trouble.fault != BASKET_FAULT_NONE)
        status = tell_trouble(w, path, trouble);
    else if (e != OK)
        status = tell_error(w->call, e, str_of(file ? path : strerror(errno)));
    if (file && !piped) fclose(file);
    arena_free(mem);
    return status;
}

/* ---- Telling ---- */

static void put_names(struct work *w, int32_t set) {
    int32_t items[BASKET_LENGTH];
    int count = baskets_items_of(&w->baskets, set, items);
    for (int i = 0; i < count; i++) {
        if (i > 0) buf_byte(&w->line, ',');
        csv_put_plain_cell(&w->line, w->baskets.items[items[i]].name, ',');
    }
}

static void put_count(struct work *w, int64_t count) {
    buf_byte(&w->line, '\t');
    buf_int(&w->line, count);
}

static void put_ratio(struct work *w, struct ratio r) {
    struct json_writer number = json_writer(&w->line);
    buf_byte(&w->line, '\t');
    json_write_decimal(&number, ratio_units(r, RATIO_PLACES), RATIO_PLACES);
}

static void put_leverage(struct work *w, const struct rule_counts *c) {
    struct json_writer number = json_writer(&w->line);
    buf_byte(&w->line, '\t');
    json_write_decimal(&number, rule_leverage_units(c, RATIO_PLACES), RATIO_PLACES);
}

static void put_conviction(struct work *w, const struct rule_counts *c) {
    struct ratio r;
    if (rule_conviction(c, &r))
        put_ratio(w, r);
    else
        buf_putz(&w->line, "\tinf");
}

static void put_line_end(struct work *w) {
    buf_byte(&w->line, '\n');
    fwrite(w->line.p, 1, w->line.n, stdout);
    w->line.n = 0;
}

static void tell_rule(struct work *w, const struct rule *r) {
    struct rule_counts c = rule_counts_of(&w->baskets, r);
    put_names(w, r->antecedent);
    buf_byte(&w->line, '\t');
    put_names(w, r->consequent);
    put_count(w, c.both), put_count(w, c.left), put_count(w, c.right);
    put_ratio(w, rule_support(&c));
    put_ratio(w, rule_confidence(&c));
    put_ratio(w, rule_lift(&c));
    put_leverage(w, &c);
    put_conviction(w, &c);
    put_line_end(w);
}

static void tell_set(struct work *w, int32_t set) {
    int32_t count = w->baskets.sets[set].count;
    put_names(w, set);
    put_count(w, count);
    put_ratio(w, (struct ratio){count, w->baskets.count});
    put_line_end(w);
}

/* ---- For programs ---- */

static void name_int(struct json_writer *j, const char *name, int64_t n) {
    json_name(j, name), json_write_int(j, n);
}

static void name_ratio(struct json_writer *j, const char *name, struct ratio r) {
    json_name(j, name);
    json_write_decimal(j, ratio_units(r, RATIO_PLACES), RATIO_PLACES);
}

static void name_items(struct work *w, const char *name, int32_t set) {
    int32_t items[BASKET_LENGTH];
    int count = baskets_items_of(&w->baskets, set, items);
    json_name(&w->json, name), json_begin_array(&w->json);
    for (int i = 0; i < count; i++)
        json_write_str(&w->json, w->baskets.items[items[i]].name);
    json_end_array(&w->json);
}

/* What is written so far, so that the whole is never held. */
static void flush(struct work *w) {
    fwrite(w->line.p, 1, w->line.n, stdout);
    w->line.n = 0;
}

static void write_rule(struct work *w, const struct rule *r) {
    struct json_writer *j = &w->json;
    struct rule_counts c = rule_counts_of(&w->baskets, r);
    json_begin_object(j);
    name_items(w, "antecedent", r->antecedent);
    name_items(w, "consequent", r->consequent);
    name_int(j, "count", c.both);
    name_int(j, "antecedent_count", c.left), name_int(j, "consequent_count", c.right);
    name_ratio(j, "support", rule_support(&c));
    name_ratio(j, "confidence", rule_confidence(&c));
    name_ratio(j, "lift", rule_lift(&c));
    json_name(j, "leverage");
    json_write_decimal(j, rule_leverage_units(&c, RATIO_PLACES), RATIO_PLACES);
    struct ratio conviction;
    if (rule_conviction(&c, &conviction)) name_ratio(j, "conviction", conviction);
    json_end_object(j);
    flush(w);
}

static void write_set(struct work *w, int32_t set) {
    int32_t count = w->baskets.sets[set].count;
    json_begin_object(&w->json);
    name_items(w, "items", set);
    name_int(&w->json, "count", count);
    name_ratio(&w->json, "support", (struct ratio){count, w->baskets.count});
    json_end_object(&w->json);
    flush(w);
}

static void begin_json(struct work *w, const char *rows) {
    w->json = json_writer(&w->line);
    json_begin_object(&w->json);
    name_int(&w->json, "baskets", w->baskets.count);
    name_int(&w->json, "items", w->baskets.item_count);
    json_name(&w->json, rows), json_begin_array(&w->json);
}

static void end_json(struct work *w) {
    json_end_array(&w->json), json_end_object(&w->json);
    put_line_end(w);
}

/* ---- The command ---- */

static enum err tell_rules(struct work *w) {
    const struct asked *a = &w->asked;
    bool json = call_has(w->call, "json");
    struct rules rules;
    TRY(rules_of(&w->baskets, a->confidence, (int)a->consequent, a->order, &rules));
    if (json)
        begin_json(w, "rules");
    else
        tell_text(STR("antecedent\tconsequent\tcount\tantecedent_count\tconsequent_count"
                      "\tsupport\tconfidence\tlift\tleverage\tconviction"));
    for (int32_t i = 0; i < rules.count; i++)
        (json ? write_rule : tell_rule)(w, &rules.rows[i]);
    if (json) end_json(w);
    return OK;
}

static enum err tell_sets(struct work *w) {
    bool json = call_has(w->call, "json");
    const int32_t *sets = baskets_by_count(&w->baskets);
    if (json)
        begin_json(w, "sets");
    else
        tell_text(STR("items\tcount\tsupport"));
    for (int32_t i = 0; i + 1 < w->baskets.set_count; i++)
        (json ? write_set : tell_set)(w, sets[i]);
    if (json) end_json(w);
    return OK;
}

static int find(struct work *w) {
    const struct asked *a = &w->asked;
    int64_t least = a->least ? a->least : ratio_least(a->support, w->baskets.count);
    enum err e = baskets_find(&w->baskets, (int32_t)least, (int)a->length);
    setvbuf(stdout, NULL, _IOFBF, OUTPUT_BYTES);
    w->line = buf_in(w->call->mem, 0);
    if (e == OK) e = call_has(w->call, "sets") ? tell_sets(w) : tell_rules(w);
    return e == OK ? EXIT_GOOD : tell_failure(w->call, MSG_CLI_BASKETS_MANY, NULL);
}

static int baskets(struct call *call) {
    struct work w = {.call = call};
    if (!read_options(call, &w.asked)) return EXIT_USAGE;
    struct arena *mem = arena_create();
    baskets_init(&w.baskets, mem);
    int status = read_file(&w);
    if (status == EXIT_GOOD) status = find(&w);
    arena_free(mem);
    return status;
}

const struct command command_baskets = {
    .name = "baskets",
    .operands = "FILE",
    .operand_count = 1,
    .about = MSG_CLI_BASKETS,
    .options = options,
    .run = baskets,
};
