/* err.h - the results a function can have, and the one-line way to pass them on.
 * A *problem* (ERR_INVALID) is the user's to mend and is told beside its field; every other
 * value but OK is a *failure* the floor above logs once. A *bug* is an assert, never a
 * value. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
    OK = 0,
    ERR_INVALID,  /* the input has problems; they are listed in the context */
    ERR_DENIED,   /* the actor may not do this */
    ERR_ABSENT,   /* no such record */
    ERR_CONFLICT, /* somebody else changed it meanwhile */
    ERR_LIMIT,    /* a named limit was met */
    ERR_BUSY,     /* try again: the store or a job is occupied */
    ERR_STORE,    /* the database failed */
    ERR_CORRUPT,  /* stored or received bytes are not what they must be */
    ERR_IO,       /* a file or the network failed */
    ERR_FULL,     /* the database's disk has no room */
};

/* Pass a failure on. Suits code that owns nothing; else use one `done:` label. */
#define TRY(call)                            \
    do {                                     \
        enum err try_err_ = (call);          \
        if (try_err_ != OK) return try_err_; \
    } while (0)

/* The stable English name of a result, for logs. */
const char *err_name(enum err e);

#endif
