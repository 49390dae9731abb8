#include "host/letter_send.h"

#include "base/arena.h"

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>

static void begin_curl(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* ---- Who is asked ---- */

static bool link_alone(const unsigned char *v4) {
    return v4[0] == 169 && v4[1] == 254;
}

bool letter_may_reach(const struct sockaddr *address) {
    enum { MAPPED = 12 }; /* bytes before the IPv4 address that an IPv6 one holds */
    if (address->sa_family == AF_INET)
        return !link_alone(
            (const unsigned char *)&((const struct sockaddr_in *)address)->sin_addr);
    const struct in6_addr *v6 = &((const struct sockaddr_in6 *)address)->sin6_addr;
    bool mapped = IN6_IS_ADDR_V4MAPPED(v6) && link_alone(v6->s6_addr + MAPPED);
    return !mapped && !IN6_IS_ADDR_LINKLOCAL(v6);
}

static curl_socket_t open_socket(void *unused, curlsocktype purpose,
                                 struct curl_sockaddr *to) {
    (void)unused, (void)purpose;
    if (!letter_may_reach(&to->addr)) return CURL_SOCKET_BAD;
    return socket(to->family, to->socktype, to->protocol);
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
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
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
