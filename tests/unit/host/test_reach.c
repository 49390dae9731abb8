/* To whom a letter never goes, whatever an administrator set. */
#include "host/letter_send.h"

#include "../test.h"

#include <arpa/inet.h>

static bool may(int family, const char *text) {
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    bool four = family == AF_INET;
    void *at = four ? (void *)&v4.sin_addr : (void *)&v6.sin6_addr;
    assert_int_equal(inet_pton(family, text, at), 1);
    return letter_may_reach(four ? (struct sockaddr *)&v4 : (struct sockaddr *)&v6);
}

static void reach__is_not_what_a_host_tells_its_machines(void **state) {
    (void)state;
    assert_false(may(AF_INET, "169.254.169.254"));
    assert_false(may(AF_INET6, "fe80::1"));
    assert_false(may(AF_INET6, "::ffff:169.254.169.254"));
    assert_true(may(AF_INET, "127.0.0.1"));
    assert_true(may(AF_INET, "192.168.1.5"));
    assert_true(may(AF_INET6, "::ffff:192.168.1.5"));
    assert_true(may(AF_INET6, "2001:db8::1"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reach__is_not_what_a_host_tells_its_machines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
