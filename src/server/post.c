#include "server/post.h"

#include "app/app.h"
#include "base/arena.h"
#include "channels/delivery.h"
#include "server/inside.h"
#include "server/machine.h"
#include "server/tenant.h"
#include "store/store.h"

#include <stdlib.h>

enum {
    POSTERS = 4,      /* threads that send, of all organisations */
    POST_AT_ONCE = 2, /* messages of one organisation on their way: others have room */
    POST_LOOK_MS = 30 * 1000, /* another server may have left some behind */
};

/* One message between its claim and its settling. */
struct parcel {
    struct parcel *next;
    struct tenant *tenant;
    struct arena *mem; /* it lives there itself */
    struct claimed claimed;
    struct letter_outcome outcome;
    bool tried;
};

struct post {
    struct server *server;
    const struct host *host;
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    struct parcel *first, *last;
    bool closed;
    pthread_t threads[POSTERS];
    int thread_count;
};

struct post *post_create(struct server *s) {
    const struct host *host = s->options->host;
    if (!host || !host->letter_send) return NULL;
    struct post *p = calloc(1, sizeof *p);
    if (!p) abort();
    p->server = s;
    p->host = host;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->arrived, NULL);
    return p;
}

void post_free(struct post *p) {
    if (!p) return;
    pthread_cond_destroy(&p->arrived);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

/* ---- The crew ---- */

static struct parcel *take(struct post *p) {
    pthread_mutex_lock(&p->lock);
    while (!p->first && !p->closed)
        pthread_cond_wait(&p->arrived, &p->lock);
    struct parcel *one = p->first;
    if (one) p->first = one->next;
    if (!p->first) p->last = NULL;
    pthread_mutex_unlock(&p->lock);
    return one;
}

static void hand_back(struct parcel *one) {
    struct tenant *t = one->tenant;
    pthread_mutex_lock(&t->lock);
    one->next = t->parcels;
    t->parcels = one;
    atomic_store(&t->returned, true);
    pthread_mutex_unlock(&t->lock);
    turns_wake(&t->server->writes, &t->writes);
}

/* Who waited here too long may have been claimed by somebody else meanwhile. */
static void *run(void *post) {
    struct post *p = post;
    for (struct parcel *one; (one = take(p)); hand_back(one)) {
        bool late = machine_now_ms() > one->claimed.until_ms;
        if (late || server_closing(p->server)) continue;
        one->outcome = p->host->letter_send(one->mem, &one->claimed.letter);
        one->tried = true;
    }
    return NULL;
}

void post_start(struct post *p) {
    for (; p && p->thread_count < POSTERS; p->thread_count++)
        if (pthread_create(&p->threads[p->thread_count], NULL, run, p)) abort();
}

void post_stop(struct post *p) {
    if (!p) return;
    pthread_mutex_lock(&p->lock);
    p->closed = true;
    pthread_cond_broadcast(&p->arrived);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->thread_count; i++)
        pthread_join(p->threads[i], NULL);
}

static void put(struct post *p, struct parcel *one) {
    pthread_mutex_lock(&p->lock);
    if (p->last)
        p->last->next = one;
    else
        p->first = one;
    p->last = one;
    pthread_cond_signal(&p->arrived);
    pthread_mutex_unlock(&p->lock);
}

/* ---- Settling ---- */

static enum err end_transaction(struct tenant *t, enum err e) {
    if (e == OK) e = store_commit(t->store);
    if (e != OK) store_rollback(t->store);
    app_done(t->app);
    return e;
}

static enum err settle_one(struct tenant *t, const struct parcel *one) {
    TRY(store_begin(t->store));
    enum err e = app_letter_settle(t->app, machine_now_ms(), one->claimed.id,
                                   one->tried ? &one->outcome : NULL);
    return end_transaction(t, e);
}

static struct parcel *take_returned(struct tenant *t) {
    pthread_mutex_lock(&t->lock);
    struct parcel *all = t->parcels;
    t->parcels = NULL;
    atomic_store(&t->returned, false);
    pthread_mutex_unlock(&t->lock);
    return all;
}

/* What cannot be settled now is when its claim has run out. */
enum err post_settle(struct tenant *t) {
    enum err result = OK;
    for (struct parcel *one = take_returned(t), *next; one; one = next) {
        enum err e = settle_one(t, one);
        if (e != OK) result = e;
        next = one->next;
        t->posted--;
        arena_free(one->mem);
    }
    return result;
}

/* ---- Claiming ---- */

static struct str copy(struct arena *mem, struct str s) {
    return s.n ? str_dup(mem, s) : STR("");
}

/* The writer's memory ends with its turn. */
static void copy_letter(struct arena *mem, struct letter *l) {
    struct str *texts[] = {
        &l->mark,           &l->to,
        &l->subject,        &l->text,
        &l->file.name,      &l->file.type,
        &l->file.bytes,     &l->mail.host,
        &l->mail.user,      &l->mail.password,
        &l->mail.from_name, &l->mail.from_address,
        &l->sms.url,        &l->sms.body,
        &l->sms.header,     &l->sms.key,
        &l->sms.sender,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = copy(mem, *texts[i]);
}

static struct parcel *pack(struct tenant *t, const struct claimed *c) {
    struct arena *mem = arena_create();
    struct parcel *one = NEW(mem, struct parcel);
    *one = (struct parcel){.tenant = t, .mem = mem, .claimed = *c};
    copy_letter(mem, &one->claimed.letter);
    return one;
}

static enum err claim(struct tenant *t, struct parcel **out, int64_t *out_due_ms) {
    struct claimed *all = NULL;
    int count = 0;
    TRY(store_begin(t->store));
    enum err e = app_letters_claim(t->app, machine_now_ms(), !t->post_looked,
                                   POST_AT_ONCE - t->posted, &all, &count, out_due_ms);
    for (int i = count - 1; e == OK && i >= 0; i--) {
        struct parcel *one = pack(t, &all[i]);
        one->next = *out;
        *out = one;
    }
    return end_transaction(t, e);
}

static void look_again(struct tenant *t, int64_t due_ms) {
    int64_t wait_ms = due_ms ? due_ms - machine_now_ms() : POST_LOOK_MS;
    if (wait_ms < 0) wait_ms = 0;
    if (wait_ms > POST_LOOK_MS) wait_ms = POST_LOOK_MS;
    t->post_at_us = machine_tick_us() + wait_ms * 1000;
}

static void send_off(struct tenant *t, struct parcel *all, bool claimed) {
    for (struct parcel *one = all, *next; one; one = next) {
        next = one->next;
        one->next = NULL;
        t->posted += claimed;
        if (claimed)
            put(t->server->post, one);
        else
            arena_free(one->mem);
    }
}

bool post_wanted(const struct tenant *t, int64_t now_us) {
    if (!t->server->post) return false;
    return atomic_load(&t->returned)
           || (t->posted < POST_AT_ONCE && now_us >= t->post_at_us);
}

/* Other servers may be waiting to write: nobody is held up to learn that nothing is due. */
static enum err ask_due(struct tenant *t, int64_t *out_due_ms) {
    enum err e = app_letters_due(t->app, out_due_ms);
    app_done(t->app);
    return e;
}

static enum err claim_due(struct tenant *t, bool *out_changed) {
    struct parcel *claimed = NULL;
    int64_t due_ms = 0;
    TRY(ask_due(t, &due_ms));
    bool now = due_ms && (due_ms <= machine_now_ms() || !t->post_looked);
    if (now) {
        enum err e = claim(t, &claimed, &due_ms);
        send_off(t, claimed, e == OK);
        TRY(e);
        *out_changed = true;
    }
    t->post_looked = true;
    look_again(t, due_ms);
    return OK;
}

enum err post_turn(struct tenant *t, bool *out_changed) {
    t->post_at_us = machine_tick_us() + POST_LOOK_MS * 1000LL;
    *out_changed = atomic_load(&t->returned);
    TRY(post_settle(t));
    return t->posted < POST_AT_ONCE ? claim_due(t, out_changed) : OK;
}
