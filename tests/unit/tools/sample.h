/* sample.h - what the sample template shows. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "base/str.h"

struct sample {
    struct str name;
    const char *url;
    int count;
};

#endif
