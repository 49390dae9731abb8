/* drivers_browser.c - the one engine that runs inside a browser. */
#include "store/driver.h"

const struct store_driver *const store_drivers[] = {&sqlite_driver};
const int store_driver_count = sizeof store_drivers / sizeof *store_drivers;
