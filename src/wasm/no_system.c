/* no_system.c - the calls to an operating system that the C library names but the core
 * never makes: printf's file, exit, assert. They are answered here, so that the module
 * imports nothing. */
#include <stddef.h>
#include <stdint.h>

/* Errors of WASI: 8 is a bad file descriptor. */
enum { WASI_BAD_FILE = 8 };

int __wasi_fd_write(int file, const void *pieces, size_t count, size_t *out_written);
int __wasi_fd_write(int file, const void *pieces, size_t count, size_t *out_written) {
    (void)file, (void)pieces, (void)count, (void)out_written;
    return WASI_BAD_FILE;
}

int __wasi_fd_seek(int file, int64_t offset, int whence, uint64_t *out_place);
int __wasi_fd_seek(int file, int64_t offset, int whence, uint64_t *out_place) {
    (void)file, (void)offset, (void)whence, (void)out_place;
    return WASI_BAD_FILE;
}

int __wasi_fd_close(int file);
int __wasi_fd_close(int file) {
    (void)file;
    return WASI_BAD_FILE;
}

int __wasi_fd_fdstat_get(int file, void *out_state);
int __wasi_fd_fdstat_get(int file, void *out_state) {
    (void)file, (void)out_state;
    return WASI_BAD_FILE;
}

_Noreturn void __assert_fail(const char *what, const char *file, int line,
                             const char *function);
_Noreturn void __assert_fail(const char *what, const char *file, int line,
                             const char *function) {
    (void)what, (void)file, (void)line, (void)function;
    __builtin_trap();
}
