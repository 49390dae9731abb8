/* rights_words.h - actions and scopes in words; private to this folder. */
#ifndef WEB_PAGES_PLATFORM_RIGHTS_WORDS_H
#define WEB_PAGES_PLATFORM_RIGHTS_WORDS_H

#include "records/rules/rights.h"

extern const enum msg action_words[ACT_COUNT];
/* Whether an action is about records that are there, so that a scope between "no" and
 * "all" means something. */
extern const bool action_reaches[ACT_COUNT];
extern const enum msg scope_words[SCOPE_ALL + 1];
extern const enum msg yes_no_words[SCOPE_ALL + 1];

#endif
