/* csv_guess.c - which character cuts the cells of a file nobody described. */
#include "base/csv.h"

enum { GUESS_LINES = 20 };

/* Count `c` outside quotes up to the end of the line, which is cut off *rest. */
static size_t count_in_line(struct str *rest, char c) {
    size_t count = 0, i = 0;
    bool quoted = false;
    for (; i < rest->n; i++) {
        char at = rest->p[i];
        if (at == '"') quoted = !quoted;
        if (!quoted && (at == '\n' || at == '\r')) break;
        count += !quoted && at == c;
    }
    *rest = str_from(*rest, i + 1);
    return count;
}

/* How many lines are cut like the first one, and into how many cells. */
static size_t score(struct str head, char delimiter) {
    size_t first = count_in_line(&head, delimiter), alike = 1;
    for (int line = 1; line < GUESS_LINES && head.n; line++)
        alike += count_in_line(&head, delimiter) == first;
    return first == 0 ? 0 : alike * CSV_GUESS_BYTES + first;
}

char csv_guess_delimiter(struct str head) {
    static const char candidates[] = {',', ';', '\t', '|'};
    char best = ',';
    size_t best_score = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t s = score(str_first(head, CSV_GUESS_BYTES), candidates[i]);
        if (s <= best_score) continue;
        best_score = s;
        best = candidates[i];
    }
    return best;
}
