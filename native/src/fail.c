// Ways to end, none of which needs the engine, stdio or memory.
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "raw.h"

_Noreturn void host_exit(int status)
{
    train_exit();
    for (;;)
        raw1(SYS_exit_group, status);
}

void host_write(int fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        long n = raw3(SYS_write, fd, at, size);
        if (n == -EINTR || n == -EAGAIN) {
            // A descriptor of the caller may be non-blocking: half a message is worse
            // than a short wait for its reader.
            if (n == -EAGAIN) {
                struct { int fd; short events, revents; } poll = {fd, 4 /* POLLOUT */, 0};
                struct { long seconds, nanoseconds; } second = {1, 0};
                if (raw5(SYS_ppoll, &poll, 1, &second, 0, 0) == 0)
                    return;
            }
            continue;
        }
        if (n <= 0)
            return;
        at += n;
        size -= n;
    }
}

_Noreturn void host_die(int status, const char *const *parts)
{
    // One write, so that the line of a forked child is not torn by its parent's.
    char line[1024];
    size_t size = 0;
    for (; *parts; parts++) {
        size_t n = strlen(*parts);
        if (n > sizeof line - 1 - size)
            n = sizeof line - 1 - size;
        memcpy(line + size, *parts, n);
        size += n;
    }
    line[size++] = '\n';
    host_write(2, line, size);
    host_exit(status);
}

const char *host_errno(long negated, char buffer[static 24])
{
    // Only what the host itself can meet: everything else is decoded by TypeScript.
    static const struct { int number; const char *name; } known[] = {
        {EPERM, "EPERM"}, {ENOENT, "ENOENT"}, {EIO, "EIO"}, {ENOEXEC, "ENOEXEC"},
        {ENOMEM, "ENOMEM"}, {EACCES, "EACCES"}, {EEXIST, "EEXIST"}, {ENOTDIR, "ENOTDIR"},
        {EISDIR, "EISDIR"}, {EINVAL, "EINVAL"}, {ENFILE, "ENFILE"}, {EMFILE, "EMFILE"},
        {ETXTBSY, "ETXTBSY"}, {EFBIG, "EFBIG"}, {ENOSPC, "ENOSPC"}, {EROFS, "EROFS"},
        {ENOSYS, "ENOSYS"}, {ELOOP, "ELOOP"}, {ENAMETOOLONG, "ENAMETOOLONG"},
    };
    unsigned long n = -negated;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == (int)n)
            return known[i].name;
    char *at = buffer + 23;
    *at = 0;
    do
        *--at = '0' + n % 10;
    while (n /= 10);
    memcpy(at -= 6, "errno ", 6);
    return at;
}

const char *host_basename(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path ? path : "";
}

// libc's abort(3) signals the thread id that it cached at its own start. After a raw
// clone(2) that is the parent's: an abort in a forked child killed the parent. Ours asks
// the kernel. A process that is pid 1 of its namespace survives its own SIGABRT
// (pid_namespaces(7)), hence the exit, with the status a shell shows for SIGABRT.
// By the linker's --wrap, which turns every call, libc's own too, to this: static glibc
// brings its abort.o for other symbols in it, and two definitions do not link.
_Noreturn void __wrap_abort(void)
{
    static const char line[] = "isobox: internal error: abort\n";
    host_write(2, line, sizeof line - 1);

    struct { void *handler; unsigned long flags; void *restorer; uint64_t mask; } none = {0};
    raw4(SYS_rt_sigaction, SIGABRT, &none, 0, 8);
    uint64_t mask = 1ULL << (SIGABRT - 1);
    raw4(SYS_rt_sigprocmask, SIG_UNBLOCK, &mask, 0, 8);
    raw3(SYS_tgkill, raw0(SYS_getpid), raw0(SYS_gettid), SIGABRT);
    host_exit(134);
}

// The engine's assertions are kept: they cost nothing measurable, and a broken invariant
// in a program that runs as root must stop it. libc's version needs stdio.
_Noreturn void __assert_fail(const char *expression, const char *file, unsigned line, const char *function)
{
    char digits[12], *at = digits + sizeof digits - 1;
    *at = 0;
    do
        *--at = '0' + line % 10;
    while (line /= 10);
    const char *parts[] = {"isobox: assertion failed: ", expression, " (", file, ":", at, ", ", function, ")\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        host_write(2, parts[i], strlen(parts[i]));
    abort();
}
