#include "records/data/total.h"

#include <assert.h>

/* Down to the whole number below, also under zero. */
static int64_t floor_divided(int64_t n, int64_t by) {
    return n / by - (n % by < 0);
}

bool total_add(struct total *sum, struct total more, int64_t times) {
    struct total new;
    if (__builtin_mul_overflow(more.billions, times, &new.billions)
        || __builtin_mul_overflow(more.rest, times, &new.rest)
        || __builtin_add_overflow(new.billions, sum->billions, &new.billions)
        || __builtin_add_overflow(new.rest, sum->rest, &new.rest))
        return false;
    *sum = new;
    return true;
}

struct value total_divided(struct total t, int64_t divisor) {
    int64_t whole;
    assert(divisor > 0 && TOTAL_BILLION % divisor == 0);
    if (__builtin_add_overflow(t.rest, divisor / 2, &t.rest)) return v_null();
    if (__builtin_mul_overflow(t.billions, TOTAL_BILLION / divisor, &whole)
        || __builtin_add_overflow(whole, floor_divided(t.rest, divisor), &whole))
        return v_null();
    return v_int(whole);
}
