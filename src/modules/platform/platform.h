/* platform.h - users, teams, roles, settings: who works here and how the house is
 * set up. */
#ifndef MODULES_PLATFORM_H
#define MODULES_PLATFORM_H

#include "modules/module.h"
#include "records/rules/rights.h"

extern const struct module module_platform;

/* Make the first roles, team and administrator of a new organisation. `password_hash` is
 * the hash. */
struct first_user {
    struct str name, login, password_hash;
};
enum err platform_begin(struct ctx *cx, const struct first_user *first);
/* Whether the organisation has been set up. */
enum err platform_begun(struct ctx *cx, bool *out);

/* The id and password hash of an active user by login; ERR_ABSENT. */
enum err user_by_login(struct ctx *cx, struct str login, int64_t *out_id,
                       struct str *out_hash);
/* The password hash of a user by id; ERR_ABSENT when none was ever set. */
enum err user_hash(struct ctx *cx, int64_t user, struct str *out_hash);
/* Change one's own record, whatever one may do with other users. */
enum err user_change_own(struct ctx *cx, struct record *user);
enum err user_set_password(struct ctx *cx, int64_t user, struct str password_hash);
enum { PASSWORD_LETTERS_LEAST = 8, PASSWORD_LETTERS_MOST = 200 };
enum err password_check(struct ctx *cx, struct str password); /* adds a problem */

/* What a user chose for themselves goes into the context. */
enum err user_apply(struct ctx *cx, const struct record *user);

/* Someone must stay who can repair everything: a problem with `field` (NULL: with the whole)
 * when no active administrator is left but this user and those of this role (0: none). */
enum err administrator_stays(struct ctx *cx, int64_t user, int64_t role,
                             const struct field *field);

/* Say that rights or settings changed: handles that keep them read them anew. */
enum err access_changed(struct ctx *cx);
/* Ask how often that was said so far, and read the answer. */
enum err access_generation_ask(struct reader *r, struct rows *out);
enum err access_generation_read(struct rows *rows, int64_t *out);

/* Store how far a role reaches. */
enum err role_set_scope(struct ctx *cx, int64_t role, const struct entity *e,
                        enum action action, enum scope scope);

#endif
