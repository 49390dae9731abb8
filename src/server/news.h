/* news.h - what several servers of one organisation tell each other: that something was
 * committed. One thread tells and listens, over a connection for each organisation that other
 * servers can change; between two connections it lets the streams look now and then. */
#ifndef SERVER_NEWS_H
#define SERVER_NEWS_H

struct news;
struct server;
struct tenant;

struct news *news_create(struct server *s);
void news_free(struct news *n); /* NULL is fine */
void news_start(struct news *n);
/* Tell what is still untold, then end the thread. */
void news_stop(struct news *n);

/* Listen for an organisation from now on, and no longer. Any thread. */
void news_add(struct news *n, struct tenant *t);
void news_remove(struct news *n, struct tenant *t);
/* A tenant has something untold. Any thread. */
void news_wake(struct news *n);

#endif
