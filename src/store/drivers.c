/* drivers.c - the engines this program carries. */
#include "store/driver.h"

const struct store_driver *const store_drivers[] = {&pg_driver, &sqlite_driver};
const int store_driver_count = sizeof store_drivers / sizeof *store_drivers;
