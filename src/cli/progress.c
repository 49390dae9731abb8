#include "cli/progress.h"

#include "server/machine.h"

#include <stdio.h>
#include <unistd.h>

enum { BAR_LETTERS = 30, SHOW_EVERY_US = 100 * 1000 };

struct progress progress_begin(const struct call *call, enum msg label, int64_t total) {
    return (struct progress){.label = msg(call->lang, label),
                             .total = total > 0 ? total : 1,
                             .begun_us = machine_tick_us(),
                             .shown = isatty(STDERR_FILENO)};
}

static void draw(const struct progress *p, int64_t done, int64_t now_us) {
    int full = (int)(done * BAR_LETTERS / p->total);
    int64_t seconds = (now_us - p->begun_us) / 1000000;
    fprintf(stderr, "\r%.*s [", STR_ARG(p->label));
    for (int i = 0; i < BAR_LETTERS; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %3d%%  %lld/%lld  %lld:%02lld", (int)(done * 100 / p->total),
            (long long)done, (long long)p->total, (long long)(seconds / 60),
            (long long)(seconds % 60));
    fflush(stderr);
}

void progress_move(struct progress *p, int64_t done) {
    if (!p->shown) return;
    int64_t now_us = machine_tick_us();
    if (now_us - p->shown_us < SHOW_EVERY_US && done < p->total) return;
    p->shown_us = now_us;
    draw(p, done < p->total ? done : p->total, now_us);
}

void progress_end(struct progress *p) {
    if (p->shown && p->shown_us) fputs("\r\033[K", stderr);
}
