#include "host/letter_send.h"

#include "base/arena.h"

#include <pthread.h>

static void begin_curl(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

CURL *letter_curl(const char *protocols, char *why) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin_curl);
    CURL *c = curl_easy_init();
    if (!c) return NULL;
    *why = 0;
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(c, CURLOPT_PROXY, ""); /* the environment has no say */
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)LETTER_CONNECT_SECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)LETTER_SECONDS);
    return c;
}

size_t heard_take(char *bytes, size_t size, size_t count, void *heard) {
    struct heard *h = heard;
    size_t n = size * count, room = sizeof h->text - h->n;
    memcpy(h->text + h->n, bytes, n < room ? n : room);
    h->n += n < room ? n : room;
    return n;
}

struct letter_outcome letter_unreached(struct arena *mem, CURLcode code, const char *why) {
    struct str said = str_of(*why ? why : curl_easy_strerror(code));
    return (struct letter_outcome){LETTER_LATER, str_dup(mem, said)};
}

struct letter_outcome letter_refused(struct str why) {
    return (struct letter_outcome){LETTER_REFUSED, why};
}

struct letter_outcome letter_send(struct arena *mem, const struct letter *letter) {
    return letter->way == LETTER_EMAIL ? mail_send(mem, letter) : sms_send(mem, letter);
}
