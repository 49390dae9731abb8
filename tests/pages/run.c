/* run.c - holds the conversations of a folder, each with a new organisation and the people
 * of its cast.page.
 *
 * usage: run [--faults] [--transcript FILE] FOLDER [FILE.page…]    (without files: all)
 *
 * The transcript is for module.mjs: for each conversation a line with its name and its
 * first instant, then requests and replies in the form of http/wire.h, each behind its
 * length. */
#include "../unit/scratch.h"
#include "base/arena.h"
#include "base/buf.h"
#include "conversation.h"
#include "modules/platform/platform.h"
#include "persian/jalali.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static int64_t tehran(int year, int month, int day, int minute) {
    return instant_at(jalali_to_day((struct jalali){year, month, day}), minute, 210);
}

static struct str file_text(struct arena *mem, const char *path) {
    FILE *f = fopen(path, "r");
    struct buf b = buf_in(mem, 0);
    if (!f) {
        perror(path);
        exit(2);
    }
    for (size_t n = 1; n; b.n += n) {
        char *room = buf_room(&b, 65536);
        n = room ? fread(room, 1, 65536, f) : 0;
    }
    fclose(f);
    return buf_str(&b);
}

/* As the browser module begins: an empty organisation with its first administrator. */
static void begin(struct conversation *c) {
    struct str reason = {"", 0};
    const struct store_options options = {.path = scratch_path(), .create = true};
    const struct first_user first = {STR("راهبر"), STR("admin"), STR("")};
    c->now_ms = tehran(1404, 12, 29, 600);
    if (store_open(&options, &c->store, NULL) != OK
        || organisation_open(c->store, NULL, c->now_ms, &c->organisation, c->mem, &reason)
               != OK) {
        fprintf(stderr, "%s: no organisation: %.*s\n", c->file, STR_ARG(reason));
        exit(2);
    }
    c->app = app_create(c->organisation, c->store);
    if (store_begin(c->store) != OK
        || app_begin(app_context(c->app, c->now_ms), &first) != OK
        || store_commit(c->store) != OK)
        exit(2);
    app_done(c->app);
}

static void end(struct conversation *c) {
    app_free(c->app);
    organisation_close(c->organisation);
    store_close(c->store);
}

/* ---- Lines ---- */

static bool is_indented(struct str line) {
    return line.n && (line.p[0] == ' ' || line.p[0] == '\t');
}

/* The indented lines that follow, joined, with their line ends where a file is sent; *rest
 * moves behind them. */
static struct str take_body(struct conversation *c, struct str *rest, bool file) {
    struct buf body = buf_in(c->mem, BODY_BYTES);
    for (struct str ahead = *rest, line;
         str_cut(&ahead, '\n', &line) && is_indented(line);) {
        buf_put(&body, str_trim(line));
        if (file) buf_byte(&body, '\n');
        *rest = ahead;
        c->line++;
    }
    return buf_str(&body);
}

static void set_clock(struct conversation *c, struct str text) {
    int y, m, d, hour, minute;
    if (sscanf(str_z(c->mem, text), "%d-%d-%d %d:%d", &y, &m, &d, &hour, &minute) != 5)
        conversation_wrong(c, "clock 1404-12-29 10:00");
    else
        c->now_ms = tehran(y, m, d, hour * 60 + minute);
}

static void hold_line(struct conversation *c, struct str line, struct str *rest,
                      struct reply *reply) {
    struct str word = {"", 0}, after = line;
    str_cut(&after, ' ', &word);
    after = str_trim(after);
    if (str_is(word, ">"))
        conversation_expect(c, reply, after);
    else if (str_is(word, "as"))
        c->user = after;
    else if (str_is(word, "clock"))
        set_clock(c, after);
    else
        *reply = conversation_ask(c, word, after, take_body(c, rest, str_is(word, "PUT")));
}

static void hold(struct conversation *c, const char *path) {
    struct str rest = file_text(c->mem, path), line;
    struct reply reply = {0};
    c->file = path;
    for (c->line = 1; rest.n; c->line++) {
        line = (struct str){"", 0};
        str_cut(&rest, '\n', &line);
        line = str_trim(line);
        if (line.n && line.p[0] != '#') hold_line(c, line, &rest, &reply);
    }
}

/* ---- All ---- */

/* What one run holds. */
struct run {
    struct arena *mem;
    const char *cast;
    bool faults;
    struct buf *transcript; /* NULL: none is kept */
    int passed, failed;
};

static void hold_one(struct run *run, const char *path) {
    struct arena *mem = arena_create();
    struct conversation c = {.mem = mem, .file = path, .transcript = run->transcript};
    begin(&c);
    noted_begin(&c.noted, STR(""));
    if (run->transcript)
        buf_format(run->transcript, "%s %lld\n", path, (long long)c.now_ms);
    hold(&c, run->cast);
    c.faults = run->faults;
    hold(&c, path);
    end(&c);
    noted_end(&c.noted);
    printf("%s %s\n", c.failed ? "not ok" : "ok", path);
    arena_free(mem);
    c.failed ? run->failed++ : run->passed++;
}

static int is_page(const struct dirent *entry) {
    struct str name = str_of(entry->d_name);
    return str_ends(name, STR(".page")) && !str_is(name, "cast.page");
}

static void hold_folder(struct run *run, const char *folder) {
    struct dirent **pages;
    int n = scandir(folder, &pages, is_page, alphasort);
    if (n < 0) perror(folder);
    for (int i = 0; i < n; i++) {
        hold_one(run, str_format(run->mem, "%s/%s", folder, pages[i]->d_name).p);
        free(pages[i]);
    }
    if (n >= 0) free(pages);
}

static int finish(const struct run *run, const char *out) {
    FILE *f = out ? fopen(out, "w") : NULL;
    if (f) {
        fwrite(run->transcript->p, 1, run->transcript->n, f);
        fclose(f);
    }
    printf("%d passed, %d failed\n", run->passed, run->failed);
    return run->failed > 0 || run->passed == 0;
}

int main(int argc, char **argv) {
    struct arena *mem = arena_create();
    struct buf transcript = buf_in(mem, (size_t)1 << 30);
    struct run run = {.mem = mem};
    const char *out = NULL;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "--faults") == 0)
            run.faults = true;
        else if (strcmp(argv[at], "--transcript") == 0 && at + 1 < argc)
            out = argv[++at];
    }
    if (at == argc) return 2;
    if (out) run.transcript = &transcript;
    run.cast = str_format(mem, "%s/cast.page", argv[at]).p;
    if (at + 1 == argc) hold_folder(&run, argv[at]);
    for (int i = at + 1; i < argc; i++)
        hold_one(&run, argv[i]);
    int code = finish(&run, out);
    arena_free(mem);
    return code;
}
