#include "modules/field/shortest.h"

#include <assert.h>
#include <string.h>

struct map {
    int count;
    int64_t metres[SHORTEST_STOPS][SHORTEST_STOPS];
};

static void survey(struct map *m, const struct place *stops, int count) {
    m->count = count;
    for (int i = 0; i < count; i++) {
        m->metres[i][i] = 0;
        for (int j = 0; j < i; j++)
            m->metres[i][j] = m->metres[j][i] = place_metres(stops[i], stops[j]);
    }
}

static int64_t length_of(const struct map *m, const int *order) {
    int64_t sum = 0;
    for (int i = 1; i < m->count; i++)
        sum += m->metres[order[i - 1]][order[i]];
    return sum;
}

/* From the last of the `done` stops that are ordered to the nearest that is left, and so on. */
static void go_nearest(const struct map *m, int done, int *order) {
    bool seen[SHORTEST_STOPS] = {false};
    for (int n = 0; n < done; n++)
        seen[order[n]] = true;
    for (int n = done; n < m->count; n++) {
        int best = -1;
        for (int i = 0; i < m->count; i++)
            if (!seen[i]
                && (best < 0 || m->metres[order[n - 1]][i] < m->metres[order[n - 1]][best]))
                best = i;
        order[n] = best;
        seen[best] = true;
    }
}

/* What the way grows by when the stops from `i` to `j` are gone through the other way round. */
static int64_t turned(const struct map *m, const int *order, int i, int j) {
    int64_t grows = 0;
    if (i > 0)
        grows += m->metres[order[i - 1]][order[j]] - m->metres[order[i - 1]][order[i]];
    if (j + 1 < m->count)
        grows += m->metres[order[i]][order[j + 1]] - m->metres[order[j]][order[j + 1]];
    return grows;
}

static void turn(int *order, int i, int j) {
    for (; i < j; i++, j--) {
        int other = order[i];
        order[i] = order[j];
        order[j] = other;
    }
}

/* Each turn makes the way shorter by whole metres, so it ends. */
static void untangle(const struct map *m, int first, int *order) {
    bool again = true;
    while (again) {
        again = false;
        for (int i = first; i < m->count; i++)
            for (int j = i + 1; j < m->count; j++)
                if (turned(m, order, i, j) < 0) {
                    turn(order, i, j);
                    again = true;
                }
    }
}

void shortest_order(const struct place *stops, int count, bool from_first, int *out_order) {
    struct map m;
    int order[SHORTEST_STOPS] = {0}, fixed = from_first && count > 1;
    int64_t best = INT64_MAX;
    assert(count <= SHORTEST_STOPS);
    survey(&m, stops, count);
    for (int start = fixed; start < count; start++) {
        order[0] = 0;
        order[fixed] = start;
        go_nearest(&m, fixed + 1, order);
        untangle(&m, fixed, order);
        int64_t length = length_of(&m, order);
        if (length >= best) continue;
        best = length;
        memcpy(out_order, order, (size_t)count * sizeof *order);
    }
}

int64_t way_metres(const struct place *stops, const int *order, int count) {
    int64_t sum = 0;
    for (int i = 1; i < count; i++)
        sum += place_metres(stops[order[i - 1]], stops[order[i]]);
    return sum;
}
