#include "cli/tell.h"

#include "base/arena.h"

#include <stdio.h>

static void put(FILE *to, struct str text) {
    fwrite(text.p, 1, text.n, to);
    fputc('\n', to);
}

void tell(const struct call *call, enum msg key, const struct msg_part *parts) {
    put(stdout, msg_format(call->mem, call->lang, key, parts));
}

void tell_text(struct str text) {
    put(stdout, text);
}

static void complain(struct str text) {
    fflush(stdout);
    fputs("moshtari: ", stderr);
    put(stderr, text);
}

int tell_failure(const struct call *call, enum msg key, const struct msg_part *parts) {
    complain(msg_format(call->mem, call->lang, key, parts));
    return EXIT_FAILED;
}

int tell_misuse(const struct call *call, enum msg key, const struct msg_part *parts) {
    complain(msg_format(call->mem, call->lang, key, parts));
    struct str name = str_of(call->command ? call->command->name : "");
    struct str with = call->command ? str_join(call->mem, STR(" "), name) : name;
    put(stderr,
        msg_format(call->mem, call->lang, MSG_CLI_SEE_HELP, MSG_PARTS({"command", with})));
    return EXIT_USAGE;
}

int tell_error(const struct call *call, enum err e, struct str detail) {
    static const enum msg keys[] = {
        [ERR_INVALID] = MSG_CLI_ERR_INVALID, [ERR_DENIED] = MSG_CLI_ERR_DENIED,
        [ERR_ABSENT] = MSG_CLI_ERR_ABSENT,   [ERR_CONFLICT] = MSG_CLI_ERR_CONFLICT,
        [ERR_LIMIT] = MSG_CLI_ERR_LIMIT,     [ERR_BUSY] = MSG_CLI_ERR_BUSY,
        [ERR_STORE] = MSG_CLI_ERR_STORE,     [ERR_CORRUPT] = MSG_CLI_ERR_CORRUPT,
        [ERR_IO] = MSG_CLI_ERR_IO,           [ERR_FULL] = MSG_CLI_ERR_FULL,
    };
    struct str what = msg(call->lang, keys[e]);
    complain(detail.n ? str_format(call->mem, "%.*s: %.*s", STR_ARG(what), STR_ARG(detail))
                      : what);
    return EXIT_FAILED;
}

/* ---- Sheets ---- */

enum { SHEET_COLUMNS = 12, SHEET_WIDEST = 48 };

static struct str cell(const struct sheet *sheet, int row, int column) {
    return row < 0 ? sheet->head[column] : sheet->cells[row * sheet->columns + column];
}

void tell_sheet(const struct sheet *sheet) {
    size_t width[SHEET_COLUMNS] = {0};
    for (int row = -1; row < sheet->rows; row++)
        for (int i = 0; i < sheet->columns; i++) {
            size_t letters = utf8_length(cell(sheet, row, i));
            if (letters > width[i])
                width[i] = letters < SHEET_WIDEST ? letters : SHEET_WIDEST;
        }
    for (int row = -1; row < sheet->rows; row++)
        for (int i = 0; i < sheet->columns; i++) {
            struct str text = cell(sheet, row, i);
            size_t letters = utf8_length(text);
            bool last = i == sheet->columns - 1;
            int blanks = last || letters > width[i] ? 0 : (int)(width[i] - letters);
            printf("%.*s%*s%s", STR_ARG(text), blanks, "", last ? "\n" : "  ");
        }
}
