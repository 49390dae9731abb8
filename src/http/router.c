#include "http/router.h"

#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>

enum piece_kind { PIECE_TEXT, PIECE_ID, PIECE_ENTITY, PIECE_NAME, PIECE_PATH };

struct piece {
    enum piece_kind kind;
    struct str text;
};

/* A route with its path taken apart. */
struct pattern {
    const struct route *route;
    int count;
    struct piece pieces[ROUTE_PIECES];
};

/* Patterns sorted by their first piece, then the more definite first; those that begin with
 * a brace stand last. `slots` is a hash of first pieces to the first pattern that
 * has it. */
struct router {
    struct pattern *patterns;
    int count;
    int loose; /* where those that begin with a brace start */
    int *slots;
    unsigned mask;
};

static struct piece read_piece(struct str text) {
    static const struct {
        const char *name;
        enum piece_kind kind;
    } braces[] = {{"{id}", PIECE_ID},
                  {"{entity}", PIECE_ENTITY},
                  {"{name}", PIECE_NAME},
                  {"{path}", PIECE_PATH}};
    for (size_t i = 0; i < sizeof braces / sizeof *braces; i++)
        if (str_is(text, braces[i].name)) return (struct piece){braces[i].kind, STR("")};
    assert(text.p[0] != '{');
    return (struct piece){PIECE_TEXT, text};
}

static struct pattern read_pattern(const struct route *route) {
    struct pattern p = {.route = route};
    struct str rest = str_from(str_of(route->path), 1), piece;
    while (str_cut(&rest, '/', &piece)) {
        assert(p.count < ROUTE_PIECES);
        p.pieces[p.count++] = read_piece(piece);
    }
    return p;
}

static int compare_pieces(const struct piece *a, const struct piece *b) {
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return str_compare(a->text, b->text);
}

static int compare_patterns(const void *left, const void *right) {
    const struct pattern *a = left, *b = right;
    for (int i = 0; i < a->count && i < b->count; i++) {
        int order = compare_pieces(&a->pieces[i], &b->pieces[i]);
        if (order) return order;
    }
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    assert(a == b || a->route->method != b->route->method);
    return a->route->method < b->route->method ? -1 : 1;
}

static struct str first_text(const struct pattern *p) {
    return p->count ? p->pieces[0].text : STR("");
}

static bool begins_with_brace(const struct pattern *p) {
    return p->count && p->pieces[0].kind != PIECE_TEXT;
}

/* The slot where `first` is or would be. */
static unsigned slot_of(const struct router *r, struct str first) {
    unsigned at = (unsigned)str_hash(first) & r->mask;
    while (r->slots[at] >= 0 && !str_eq(first_text(&r->patterns[r->slots[at]]), first))
        at = (at + 1) & r->mask;
    return at;
}

static void fill_slots(struct arena *mem, struct router *r) {
    unsigned size = 16;
    while (size < 2u * (unsigned)r->count)
        size *= 2;
    r->mask = size - 1;
    r->slots = NEWS(mem, size, int);
    memset(r->slots, -1, size * sizeof *r->slots);
    for (int i = 0; i < r->loose; i++) {
        unsigned at = slot_of(r, first_text(&r->patterns[i]));
        if (r->slots[at] < 0) r->slots[at] = i;
    }
}

struct router *router_create(struct arena *mem, const struct route_list *const *lists) {
    struct router *r = NEW(mem, struct router);
    size_t room = 0;
    for (const struct route_list *const *list = lists; *list; list++)
        room += (size_t)(*list)->count;
    r->patterns = NEWS(mem, room, struct pattern);
    for (const struct route_list *const *list = lists; *list; list++)
        for (int i = 0; i < (*list)->count; i++)
            r->patterns[r->count++] = read_pattern(&(*list)->routes[i]);
    qsort(r->patterns, (size_t)r->count, sizeof *r->patterns, compare_patterns);
    while (r->loose < r->count && !begins_with_brace(&r->patterns[r->loose]))
        r->loose++;
    fill_slots(mem, r);
    return r;
}

/* ---- Looking up ---- */

/* A path taken apart; what follows piece i is path.p + ends[i - 1] + 1. */
struct pieces {
    struct str piece[ROUTE_PIECES];
    int count;
    struct str path;
};

static bool take_apart(struct str path, struct pieces *out) {
    struct str rest = str_from(path, 1);
    out->path = path;
    out->count = 0;
    while (out->count < ROUTE_PIECES && str_cut(&rest, '/', &out->piece[out->count]))
        out->count++;
    return path.n == 1 || path.p[path.n - 1] != '/';
}

static struct str rest_from(const struct pieces *s, int at) {
    return str_from(s->path, (size_t)(s->piece[at].p - s->path.p));
}

static bool match_piece(const struct piece *p, const struct pieces *s, int at,
                        struct route_match *out) {
    struct str text = s->piece[at];
    switch (p->kind) {
    case PIECE_TEXT: return str_eq(p->text, text);
    case PIECE_ID: return id_parse(text, &out->id);
    case PIECE_ENTITY: out->entity = text; return true;
    case PIECE_NAME: out->rest = text; return true;
    case PIECE_PATH: out->rest = rest_from(s, at); return true;
    }
    return false;
}

static bool match_pattern(const struct pattern *p, const struct pieces *s,
                          struct route_match *out) {
    bool open = p->count && p->pieces[p->count - 1].kind == PIECE_PATH;
    if (open ? s->count < p->count : s->count != p->count) return false;
    for (int i = 0; i < p->count; i++)
        if (!match_piece(&p->pieces[i], s, i, out)) return false;
    return true;
}

/* Try patterns from `at` on while they begin with `first` (or with a brace, in the loose
 * part). */
static bool try_from(const struct router *r, int at, enum method method,
                     const struct pieces *s, struct route_match *out) {
    int end = at < r->loose ? r->loose : r->count;
    struct str first = first_text(&r->patterns[at]);
    for (; at < end && str_eq(first_text(&r->patterns[at]), first); at++) {
        struct route_match found = {0};
        if (!match_pattern(&r->patterns[at], s, &found)) continue;
        out->methods |= r->patterns[at].route->method;
        if (r->patterns[at].route->method != method) continue;
        found.route = r->patterns[at].route;
        found.methods = out->methods;
        *out = found;
        return true;
    }
    return false;
}

struct route_match router_find(const struct router *r, enum method method,
                               struct str path) {
    struct route_match found = {0};
    struct pieces s;
    if (!take_apart(path, &s)) return found;
    int at = r->slots[slot_of(r, s.count ? s.piece[0] : STR(""))];
    if (at >= 0 && try_from(r, at, method, &s, &found)) return found;
    if (r->loose < r->count) try_from(r, r->loose, method, &s, &found);
    return found;
}

struct str methods_text(struct arena *mem, unsigned methods) {
    static const struct {
        enum method method;
        struct str name;
    } names[] = {{GET, {"GET, HEAD", 9}}, {POST, {"POST", 4}},
                 {PUT, {"PUT", 3}},       {PATCH, {"PATCH", 5}},
                 {DELETE, {"DELETE", 6}}, {OPTIONS, {"OPTIONS", 7}}};
    struct buf b = buf_in(mem, 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(methods & names[i].method)) continue;
        if (b.n) BUF_LIT(&b, ", ");
        buf_put(&b, names[i].name);
    }
    return buf_str(&b);
}
