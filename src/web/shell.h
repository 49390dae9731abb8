/* shell.h - the frame around every page: navigation, search, quick create, the person's
 * menu. */
#ifndef WEB_SHELL_H
#define WEB_SHELL_H

#include "base/colour.h"
#include "http/reply.h"
#include "http/route.h"
#include "http/session.h"

/* Send the content inside the shell, or alone where only the part was asked for (p->part).
 * The status stays as it was set. */
enum err page_send(struct page *p, struct str title, const struct buf *content);
/* Ask for what the shell shows of its own, among the page's other questions; page_send reads the
 * answer. Who does not say so has it asked at the end. */
void page_expect_frame(struct page *p);

/* Send the content in the plain frame of people who have not logged in, in the language
 * they chose on this device. */
enum err page_send_outside(struct page *p, struct str title, const struct buf *content);

/* How a page stands that an organisation's visitors see. */
struct outside_dress {
    struct str theme;           /* "light", "dark"; else as the device has it */
    struct str ground, corners; /* names of css/outside.css */
    bool toned;                 /* has a colour of its own; else ours */
    struct colour tone;
    bool nameless; /* without the organisation's name and logo */
    bool footless; /* without the choice of a language */
};
/* The same in the organisation's name alone: nothing of the program, unless it has no name. */
enum err page_send_dressed(struct page *p, struct str title, const struct buf *content,
                           const struct outside_dress *dress);

/* The page for what went wrong: what was attempted, what to do, and the request's
 * reference. */
enum err page_send_error(struct page *p, enum err e);

/* "As it was 12 seconds ago", where a page was answered from older data; else empty. */
struct str page_age(const struct page *p);

/* What a job left as its result, in the reader's words: the name of an error becomes its
 * sentence. */
struct str result_words(struct ctx *cx, struct str result);

/* Say something short on the next page, such as "saved"; keys begin with `flash.`. Only the
 * key travels, so nobody can put words into our mouth. */
#define FLASH_COOKIE "flash"
void page_flash(struct page *p, enum msg flash);

/* The language a device chose before anybody logged in on it. */
#define LANGUAGE_COOKIE "language"
void page_outside_language(struct page *p);

/* A buffer for a page's content, with room for a common one from the start. */
enum { PAGE_BYTES = 8 * 1024 * 1024, PAGE_FIRST_BYTES = 32 * 1024 };
static inline struct buf page_buf(struct page *p) {
    struct buf b = buf_in(p->cx->mem, PAGE_BYTES);
    buf_room(&b, PAGE_FIRST_BYTES);
    return b;
}

/* What every form of a logged-in person carries; empty for others. */
static inline struct str page_token(const struct page *p) {
    return p->session ? p->session->form_token : STR("");
}

#endif
