/* weave_code.h - the C inside a template's tags: where it ends, its parts, its messages. */
#ifndef TOOLS_WEAVE_CODE_H
#define TOOLS_WEAVE_CODE_H

#include "base/buf.h"
#include "base/str.h"

/* How much of `code` comes before the first of `stops` that stands outside of strings and
 * brackets; code.n when there is none. */
size_t code_until(struct str code, const char *stops);

/* Cut the next argument off a list of arguments. False when none is left. */
bool code_argument(struct str *rest, struct str *out_argument);

/* The text of a lone string literal without escapes; false for anything else. */
bool code_literal(struct str code, struct str *out_text);

/* The argument list of a call `name(...)` that is the whole of `code`. */
bool code_call(struct str code, const char *name, struct str *out_arguments);

/* The identifier `code` begins with; empty when there is none. */
struct str code_name(struct str code);

/* Append C code, each t("key") in it made a message in the reader's language. */
void code_put(struct buf *out, struct str code);
/* Append MSG_KEY for the key `key`; false when it is not a key. */
bool code_put_message(struct buf *out, struct str key);

#endif
