/* news.h - what several servers of one organisation tell each other: that something was
 * committed. One thread tells and listens, over a connection for each organisation that other
 * servers can change. Connections are made by the writers: one that fails is let go, and its
 * organisation is deaf until its writer brings another. */
#ifndef SERVER_NEWS_H
#define SERVER_NEWS_H

struct news;
struct server;
struct store;
struct tenant;

struct news *news_create(struct server *s);
void news_free(struct news *n); /* NULL is fine */
void news_start(struct news *n);
/* Tell what is still untold, then end the thread. */
void news_stop(struct news *n);

/* Attend to a store that listens for an organisation from now on, and no longer. It is the
 * news's own. Any thread. */
void news_add(struct news *n, struct tenant *t, struct store *ear);
void news_remove(struct news *n, struct tenant *t);
/* A tenant has something untold. Any thread. */
void news_wake(struct news *n);

#endif
