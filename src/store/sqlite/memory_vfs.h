/* memory_vfs.h - what SQLite asks of an operating system, answered from memory, for the
 * browser. Files are bytes in memory until the program ends; one connection a file. Time
 * and randomness come from the host: it sets both before a request, so that the same
 * request gives the same. */
#ifndef STORE_SQLITE_MEMORY_VFS_H
#define STORE_SQLITE_MEMORY_VFS_H

#include <stdint.h>

/* Make it the one SQLite uses. In the browser SQLite does this itself when it starts. */
void memory_vfs_install(void);

void memory_vfs_set_time(int64_t unix_ms);
void memory_vfs_set_seed(uint64_t seed);

#endif
