#ifndef ISOBOX_FUZZ_H
#define ISOBOX_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "../src/host.h"

#define check(condition) \
    do \
        if (!(condition)) { \
            fprintf(stderr, "fuzz: %s:%d: %s\n", __FILE__, __LINE__, #condition); \
            exit(1); \
        } \
    while (0)

// Entropy of the present input; zeroes when it is used up.
unsigned next_byte(void);
unsigned below(unsigned n);

void fuzz_arena(void);

#endif
