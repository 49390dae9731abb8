/* habits.c - finds calls that do not belong where they stand: what reads the machine's
 * clock, environment or files below `host`, and memory outside of arenas. usage: habits SRC
 * The browser's build would fail on most of them; this says so earlier and with
 * the reason. */
#include "sources.h"
#include "tool.h"

#include <stdio.h>

static const struct habit {
    const char *call, *instead;
    bool of_owners; /* owners (x_create, x_free) in store and app may */
} habits[] = {
    {"malloc", "memory comes from an arena", true},
    {"calloc", "memory comes from an arena", true},
    {"realloc", "memory comes from an arena", true},
    {"strdup", "memory comes from an arena; str_dup", true},
    {"time", "time comes in the request: cx->now_ms"},
    {"localtime", "base/clock.h knows zones"},
    {"gmtime", "base/clock.h knows days"},
    {"mktime", "base/clock.h knows days"},
    {"strftime", "base/clock.h and persian/jalali.h write dates"},
    {"getenv", "settings come from the store"},
    {"setlocale", "the language is in the context"},
    {"rand", "random bytes come in the request"},
    {"random", "random bytes come in the request"},
    {"fopen", "files are the host's"},
    {"printf", "errors are returned, replies are written to a buffer"},
    {"fprintf", "errors are returned; the floor that decides logs"},
    {"sprintf", "buf_format knows its limit"},
    {"strcpy", "str and buf know their length"},
    {"strcat", "str and buf know their length"},
    {"strtok", "str_cut keeps no hidden state"},
    {"atoi", "str_int says when it is no number"},
    {"setjmp", "the browser's build has none"},
    {"pthread_create", "threads are the server's"},
};

/* Floors of native programs, and the one file that hands memory out. */
static const char *const free_places[] = {"host/", "server/", "cli/", "wasm/",
                                          "base/arena.c"};
static const char *const owners[] = {"store/", "app/"};

#define STARTS_IN(list, name) starts_in((list), sizeof(list) / sizeof *(list), (name))

static bool starts_in(const char *const *list, size_t n, struct str name) {
    for (size_t i = 0; i < n; i++)
        if (str_starts(name, str_of(list[i]))) return true;
    return false;
}

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || c == '_';
}

/* Blank out comments, strings and character literals, so that only code is judged. */
static struct str code_only(struct arena *mem, struct str text) {
    char *p = (char *)str_dup(mem, text).p;
    char end = 0; /* what ends the literal or comment we are in; '/' for a comment */
    for (size_t i = 0; i < text.n; i++) {
        char c = p[i], next = i + 1 < text.n ? p[i + 1] : 0;
        if (!end && c == '/' && next == '*')
            end = '/';
        else if (!end && (c == '"' || c == '\''))
            end = c;
        else if (end == '/' && c == '*' && next == '/')
            p[i] = p[i + 1] = ' ', end = 0;
        else if (end && end != '/' && c == '\\' && next)
            p[i++] = ' ';
        else if (end && end != '/' && c == end)
            end = 0;
        if (end && p[i] != '\n') p[i] = ' ';
    }
    return str_n(p, text.n);
}

static bool calls(struct str line, struct str call) {
    for (size_t at; (at = str_find(line, call)) != (size_t)-1;) {
        bool begins = at == 0 || (!is_name_char(line.p[at - 1]) && line.p[at - 1] != '.');
        if (at > 1 && line.p[at - 1] == '>') begins = false;
        line = str_from(line, at + call.n);
        if (begins && line.n && line.p[0] == '(') return true;
    }
    return false;
}

static void line_check(const struct source *s, struct str line, int number) {
    bool owner = STARTS_IN(owners, s->name);
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        const struct habit *h = &habits[i];
        if (!(owner && h->of_owners) && calls(line, str_of(h->call)))
            tool_wrong(s->path, number, "%s: %s", h->call, h->instead);
    }
}

static void source_check(struct arena *mem, const struct source *s) {
    struct str rest = code_only(mem, s->text), line;
    for (int number = 1; str_cut(&rest, '\n', &line); number++)
        line_check(s, line, number);
}

int main(int argc, char **argv) {
    static const char *const endings[] = {".c", ".h", NULL};
    if (argc != 2) {
        fprintf(stderr, "usage: habits SRC\n");
        return 2;
    }
    struct arena *mem = arena_create();
    struct sources sources = sources_read(mem, argv[1], endings);
    for (int i = 0; i < sources.n; i++)
        if (!STARTS_IN(free_places, sources.all[i].name))
            source_check(mem, &sources.all[i]);
    arena_free(mem);
    return tool_failed();
}
