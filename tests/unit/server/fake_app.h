/* fake_app.h - a small program behind the face of app/app.h, to try the server with.
 *
 *   GET /hello            "hello"
 *   GET /bytes?N          N bytes
 *   GET /who              the peer, the host and whether it came over TLS
 *   GET /asset            the first asset of the program
 *   POST /look            looks only: the length of the body
 *   POST /add             adds a row; "?undo" takes it back with 422
 *   GET /rows, /commits   how many there are (commits of this process)
 *   GET /slow             takes 200 ms on a slow worker
 *   GET /parcel           takes longer, and its reply is too large for memory
 *   POST /prepared        a slow worker prepares it, then it writes
 *   GET /events           a stream that tells of every row
 *   GET /worked           steps of the organisation's job that ran
 *   POST /hold, GET /wait the writer, a slow worker is held …
 *   GET /held             how many were held so far
 *   GET /release          … until this is asked
 *   GET /opened           organisations that are open
 *   GET /rest?MS          closed ones want work again after so long
 *   GET /pid              of this process */
#ifndef TESTS_FAKE_APP_H
#define TESTS_FAKE_APP_H

/* When a closed organisation wants its jobs done again, unless told otherwise. */
enum { FAKE_REST_MS = 100 };

/* How many times the writer has really committed; see the linker's --wrap. */
int fake_commits(void);

#endif
