// Strings are bytes to the kernel. UTF-8, with a lone surrogate U+DC80 to U+DCFF standing
// for the byte 80 to FF (as Python's surrogateescape): byte-exact for every name that the
// kernel can give. Pure functions: the fuzz target calls them with nothing around.
#include <string.h>

#include "host.h"

// Nearly all strings are ASCII, and eight bytes are looked at as quickly as one.
#define EACH(byte) (0x0101010101010101 * (uint64_t)(byte))

/** Bytes at the start that are ASCII. */
static size_t ascii(const uint8_t *bytes, size_t size)
{
    size_t i = 0;
    for (uint64_t eight; i + 8 <= size; i += 8) {
        memcpy(&eight, bytes + i, 8);
        if (eight & EACH(0x80))
            break;
    }
    while (i < size && bytes[i] < 0x80)
        i++;
    return i;
}

/** Copies the bytes at the start that are ASCII and not NUL, as far as whole eights of them go. */
static size_t copy_text(uint8_t *to, const uint8_t *from, size_t size)
{
    size_t i = 0;
    for (uint64_t eight; i + 8 <= size; i += 8) {
        memcpy(&eight, from + i, 8);
        if ((eight | (eight - EACH(1))) & EACH(0x80)) // a NUL borrows
            break;
        memcpy(to + i, &eight, 8);
    }
    return i;
}

static size_t put(uint8_t *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = 0xc0 | c >> 6;
        out[1] = 0x80 | (c & 0x3f);
        return 2;
    }
    if (c < 0x10000) {
        out[0] = 0xe0 | c >> 12;
        out[1] = 0x80 | (c >> 6 & 0x3f);
        out[2] = 0x80 | (c & 0x3f);
        return 3;
    }
    out[0] = 0xf0 | c >> 18;
    out[1] = 0x80 | (c >> 12 & 0x3f);
    out[2] = 0x80 | (c >> 6 & 0x3f);
    out[3] = 0x80 | (c & 0x3f);
    return 4;
}

/**
 * Encodes 8-bit (Latin-1) or 16-bit units.
 * @param out room for 2 bytes per narrow unit, 3 per wide one.
 * @return bytes written, or -1 - index of the unit that has no bytes: U+0000, which would
 *   end a path early, or a surrogate that stands for nothing.
 */
long codec_encode(const void *units, size_t count, bool wide, uint8_t *out)
{
    uint8_t *at = out;
    if (!wide) {
        const uint8_t *u = units;
        size_t i = copy_text(at, u, count);
        at += i;
        for (; i < count; i++) {
            if (u[i] == 0)
                return -1 - (long)i;
            if (u[i] < 0x80)
                *at++ = u[i];
            else
                at += put(at, u[i]);
        }
        return at - out;
    }
    const uint16_t *u = units;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = u[i];
        if (c == 0)
            return -1 - (long)i;
        if (c < 0xd800 || c > 0xdfff) {
            at += put(at, c);
        } else if (c < 0xdc00 && i + 1 < count && u[i + 1] >= 0xdc00 && u[i + 1] <= 0xdfff) {
            at += put(at, 0x10000 + ((c - 0xd800) << 10) + (u[++i] - 0xdc00));
        } else if (c >= 0xdc80 && c <= 0xdcff) {
            *at++ = c - 0xdc00;
        } else {
            return -1 - (long)i;
        }
    }
    return at - out;
}

// One character at `bytes`; 0 when the first byte starts no valid sequence. Overlong forms
// and encoded surrogates (ED A0..BF) are invalid: accepted, they would decode to what
// another byte string decodes to, and two files would have one name.
static size_t get(const uint8_t *b, size_t size, uint32_t *c)
{
    if (b[0] < 0x80) {
        *c = b[0];
        return 1;
    }
#define TAIL(i) ((b[i] & 0xc0) == 0x80)
    if (b[0] >= 0xc2 && b[0] <= 0xdf && size >= 2 && TAIL(1)) {
        *c = (b[0] & 0x1f) << 6 | (b[1] & 0x3f);
        return 2;
    }
    if ((b[0] & 0xf0) == 0xe0 && size >= 3 && TAIL(1) && TAIL(2)) {
        *c = (b[0] & 0x0f) << 12 | (b[1] & 0x3f) << 6 | (b[2] & 0x3f);
        return *c >= 0x800 && (*c < 0xd800 || *c > 0xdfff) ? 3 : 0;
    }
    if (b[0] >= 0xf0 && b[0] <= 0xf4 && size >= 4 && TAIL(1) && TAIL(2) && TAIL(3)) {
        *c = (b[0] & 0x07) << 18 | (b[1] & 0x3f) << 12 | (b[2] & 0x3f) << 6 | (b[3] & 0x3f);
        return *c >= 0x10000 && *c <= 0x10ffff ? 4 : 0;
    }
#undef TAIL
    return 0;
}

/** Counts the units that `bytes` decode to, and tells whether one needs 16 bits. */
size_t codec_measure(const uint8_t *bytes, size_t size, bool *wide)
{
    size_t count = ascii(bytes, size);
    uint32_t all = 0;
    for (size_t i = count; i < size;) {
        uint32_t c;
        size_t n = get(bytes + i, size - i, &c);
        if (n == 0) {
            n = 1;
            c = 0xdc00 + bytes[i];
        }
        all |= c;
        count += 1 + (c > 0xffff);
        i += n;
    }
    *wide = all > 0xff;
    return count;
}

/** Inverse of codec_encode for every byte string; `units` has the size just measured. */
void codec_decode(const uint8_t *bytes, size_t size, bool wide, void *units)
{
    uint8_t *narrow = units;
    uint16_t *u = units;
    size_t i = wide ? 0 : ascii(bytes, size);
    if (!wide) {
        memcpy(narrow, bytes, i);
        narrow += i;
    }
    while (i < size) {
        uint32_t c;
        size_t n = get(bytes + i, size - i, &c);
        if (n == 0) {
            n = 1;
            c = 0xdc00 + bytes[i];
        }
        i += n;
        if (!wide) {
            *narrow++ = c;
        } else if (c > 0xffff) {
            *u++ = 0xd7c0 + (c >> 10);
            *u++ = 0xdc00 | (c & 0x3ff);
        } else {
            *u++ = c;
        }
    }
}
