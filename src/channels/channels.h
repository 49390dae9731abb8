/* channels.h - messages that leave for people outside: the outbox and what goes through it. */
#ifndef CHANNELS_CHANNELS_H
#define CHANNELS_CHANNELS_H

#include "modules/module.h"

extern const struct module module_channels;

#endif
