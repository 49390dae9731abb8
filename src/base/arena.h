/* arena.h - memory that is given back all at once.
 * A request, a row batch, a program's definitions: each has an arena; what is allocated
 * there is borrowed by everybody and freed by nobody. Running out of memory ends the
 * process. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(void);
void arena_free(struct arena *a); /* NULL is fine */

/* Forget everything but keep one block for the next round. */
void arena_reset(struct arena *a);

/* Zeroed memory, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);
/* The same for `count` things of `size` bytes; an overflow ends the process. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* Grow the latest allocation in place when possible, else move it. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

#define NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define NEWS(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

#endif
