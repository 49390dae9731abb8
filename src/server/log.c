#include "server/log.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/json_write.h"
#include "server/exchange.h"
#include "server/machine.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LOG_BUFFER_BYTES = 64 * 1024, LOG_LINE_BYTES = 4096, LOG_PATH_BYTES = 1000 };

struct log {
    pthread_mutex_t lock;
    int access_fd, error_fd;
    size_t n;
    char buffer[LOG_BUFFER_BYTES];
};

static int open_log(const char *path, int otherwise) {
    if (!path) return otherwise;
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
}

struct log *log_create(const char *access_path, const char *error_path) {
    struct log *l = calloc(1, sizeof *l);
    if (!l) abort();
    pthread_mutex_init(&l->lock, NULL);
    l->access_fd = open_log(access_path, -1);
    l->error_fd = open_log(error_path, STDERR_FILENO);
    if ((access_path && l->access_fd < 0) || l->error_fd < 0) {
        free(l);
        return NULL;
    }
    return l;
}

/* A log that cannot be written must not stop the service. */
static void write_all(int fd, const char *p, size_t n) {
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done <= 0) return;
        p += done;
        n -= (size_t)done;
    }
}

static void flush(struct log *l) {
    if (l->access_fd >= 0) write_all(l->access_fd, l->buffer, l->n);
    l->n = 0;
}

void log_flush(struct log *l) {
    pthread_mutex_lock(&l->lock);
    flush(l);
    pthread_mutex_unlock(&l->lock);
}

void log_free(struct log *l) {
    if (!l) return;
    log_flush(l);
    if (l->access_fd >= 0) close(l->access_fd);
    if (l->error_fd != STDERR_FILENO) close(l->error_fd);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

struct moment_text {
    char z[40];
};

static struct moment_text moment_text(int64_t ms) {
    struct moment_text text;
    struct gregorian d = gregorian_from_day(day_of(ms, 0));
    int in_day = (int)(ms % MS_PER_DAY);
    snprintf(text.z, sizeof text.z, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", d.year, d.month,
             d.day, in_day / MS_PER_HOUR, in_day / MS_PER_MINUTE % 60,
             in_day / MS_PER_SECOND % 60, in_day % 1000);
    return text;
}

static const char *method_text(const struct request *r) {
    if (r->head) return "HEAD";
    switch (r->method) {
    case GET: return "GET";
    case OPTIONS: return "OPTIONS";
    case POST: return "POST";
    case PATCH: return "PATCH";
    case DELETE: return "DELETE";
    case PUT: return "PUT";
    }
    return "-";
}

/* A path has no control characters, but may have spaces; one that was refused is
 * not shown. */
static size_t access_line(char *out, size_t room, const struct exchange *x) {
    struct moment_text when = moment_text(x->request.now_ms);
    struct str path = str_first(x->request.path, LOG_PATH_BYTES);
    if (path.n == 0) path = STR("-");
    int n =
        snprintf(out, room, "%s %s %.*s %d %zu %lld %lld %s %.*s\n", when.z,
                 method_text(&x->request), STR_ARG(path), x->reply.status, x->reply.body.n,
                 (long long)(machine_tick_us() - x->began_us), (long long)x->reply.user,
                 x->reference, STR_ARG(str_first(x->request.remote, 64)));
    return n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

static void access_put(struct log *l, const struct exchange *x) {
    char line[LOG_LINE_BYTES];
    size_t n = access_line(line, sizeof line, x);
    pthread_mutex_lock(&l->lock);
    if (l->n + n > sizeof l->buffer) flush(l);
    memcpy(l->buffer + l->n, line, n);
    l->n += n;
    pthread_mutex_unlock(&l->lock);
}

static void error_put(struct log *l, const struct exchange *x, const char *what,
                      struct str detail) {
    struct arena *mem = arena_create();
    struct buf b = buf_in(mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    json_name(&w, "time"), json_write_str(&w, str_of(moment_text(machine_now_ms()).z));
    json_name(&w, "what"), json_write_str(&w, str_of(what));
    if (x) {
        json_name(&w, "reference"), json_write_str(&w, str_of(x->reference));
        json_name(&w, "method"), json_write_str(&w, str_of(method_text(&x->request)));
        json_name(&w, "path"), json_write_str(&w, x->request.path);
        json_name(&w, "status"), json_write_int(&w, x->reply.status);
    }
    json_name(&w, "detail"), json_write_str(&w, detail);
    json_end_object(&w);
    buf_byte(&b, '\n');
    write_all(l->error_fd, b.p, b.n);
    arena_free(mem);
}

void log_exchange(struct log *l, const struct exchange *x) {
    if (l->access_fd >= 0) access_put(l, x);
    if (x->reply.log.n || x->reply.status >= 500) error_put(l, x, "request", x->reply.log);
}

void log_error(struct log *l, const char *what, struct str detail) {
    error_put(l, NULL, what, detail);
}
