// CVE-2019-5736: a container's root opened the runtime through /proc/PID/exe and wrote
// into the host's program. So the program file is made unwritable for this process before
// the engine starts, and with it before any path of a bundle is touched: it is executed
// again from a read-only clone of its mount, or, where that is not allowed (an ordinary
// user) or unknown (before Linux 5.12), from a sealed copy in memory. No descriptor of the
// clone may outlive the exec: through it mount_setattr(2) made the file writable again.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "host.h"
#include "raw.h"

// Numbers of the table that all architectures share since Linux 5.0: older headers lack them.
#ifndef SYS_open_tree
#define SYS_open_tree 428
#endif
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif
#ifndef F_ADD_SEALS
#define F_ADD_SEALS 1033
#define F_GET_SEALS 1034
#endif
#define SEALS 0x000f // F_SEAL_SEAL, SHRINK, GROW, WRITE
#define CLONE_TREE 1 // OPEN_TREE_CLONE
#define EMPTY_PATH 0x1000
#define READ_ONLY 1 // ST_RDONLY, and MOUNT_ATTR_RDONLY
#define TMPFS 0x01021994

// Tells the re-executed program that it is one, so that it never tries twice. Holds the
// process id, which execve(2) keeps, and is removed by its reader.
#define MARKER "ISOBOX_PROTECTED="

static const char *name;
static const char *exe;

static _Noreturn void refuse(const char *what, long error)
{
    // Whoever calls an OCI runtime reads 1 as the runtime's own failure.
    bool oci = !strcmp(name, "oci-run") || !strcmp(name, "runc") || !strcmp(name, "crun");
    char number[24];
    die(oci ? 1 : 125, name, ": cannot protect its own program file (CVE-2019-5736): ", what, ": ",
        host_errno(error, number));
}

static bool is_protected_name(void)
{
    const struct heap *heap = HEAP;
    for (size_t i = 0; i < heap->protect_size; i += strlen(heap->protect + i) + 1)
        if (!strcmp(heap->protect + i, name))
            return true;
    return false;
}

// A stage that joins namespaces is visible to who lives there, whatever program the chain began with. The same word
// among a payload's arguments costs a needless exec, and nothing else.
static bool joins(void)
{
    // The verb whose only work that is. `isobox ns-exec enter` has it one word later.
    const int verb = !strcmp(host_basename(host_argv[0]), "isobox") ? 2 : 1;
    if (!strcmp(name, "ns-exec") && host_argc > verb && !strcmp(host_argv[verb], "enter"))
        return true;
    for (int i = 1; i < host_argc; i++)
        if (!strncmp(host_argv[i], "--join", 6) && (host_argv[i][6] == 0 || host_argv[i][6] == '='))
            return true;
    return false;
}

static bool is_sealed(void)
{
    long fd = raw4(SYS_openat, AT_FDCWD, exe, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return false;
    long seals = raw2(SYS_fcntl, fd, F_GET_SEALS);
    raw1(SYS_close, fd);
    return seals >= 0 && (seals & SEALS) == SEALS;
}

static bool is_unwritable(void)
{
    struct statfs fs;
    if (raw2(SYS_statfs, exe, &fs) < 0)
        return false;
    return (fs.f_flags & READ_ONLY) || (fs.f_type == TMPFS && is_sealed());
}

static void with_number(char text[static 40], const char *words, long number)
{
    char digits[24], *at = digits + sizeof digits - 1;
    *at = 0;
    do
        *--at = '0' + number % 10;
    while (number /= 10);
    strcpy(text, words);
    strcat(text, at);
}

static bool take_marker(const char *mine)
{
    bool found = false;
    for (char **from = environ, **to = environ;; from++) {
        if (*from && !strncmp(*from, MARKER, sizeof MARKER - 1)) {
            found |= !strcmp(*from, mine);
            continue;
        }
        *to++ = *from;
        if (!*from)
            return found;
    }
}

static long execute(long fd, char *mine)
{
    int count = 0;
    while (environ[count])
        count++;
    char *list[count + 2];
    memcpy(list, environ, count * sizeof *list);
    list[count] = mine;
    list[count + 1] = NULL;
    return raw5(SYS_execveat, fd, "", host_argv, list, EMPTY_PATH);
}

// The kernel answers the fault of one way; the other is then tried.
static long execute_read_only_clone(char *mine)
{
    struct { uint64_t set, clear, propagation, userns; } attributes = {READ_ONLY, 0, 0, 0};
    struct statfs fs;
    long fd = raw3(SYS_open_tree, AT_FDCWD, exe, CLONE_TREE | O_CLOEXEC);
    if (fd < 0)
        return fd;
    long error = raw5(SYS_mount_setattr, fd, "", EMPTY_PATH, &attributes, sizeof attributes);
    // As long as this descriptor is open its mount is one of a namespace, and may be changed. An exec makes the file
    // /proc/PID/exe before it closes descriptors: in between, another process with CAP_SYS_ADMIN made the mount
    // writable again (1 in 50 execs under attack). So the file is opened once more, and the descriptor closed first.
    char link[40];
    with_number(link, "/proc/self/fd/", fd);
    long file = error == 0 ? raw4(SYS_openat, AT_FDCWD, link, O_PATH | O_CLOEXEC, 0) : error;
    raw1(SYS_close, fd);
    if (file < 0)
        return file;
    if ((error = raw2(SYS_fstatfs, file, &fs)) == 0)
        error = fs.f_flags & READ_ONLY ? execute(file, mine) : -EROFS;
    raw1(SYS_close, file);
    return error;
}

static long execute_sealed_copy(char *mine)
{
    struct stat file;
    long from = raw4(SYS_openat, AT_FDCWD, exe, O_RDONLY | O_CLOEXEC, 0);
    if (from < 0)
        refuse("open", from);
    // Linux 6.3 wants to be told that a memfd is meant to be executed, older ones refuse the word.
    long to = raw2(SYS_memfd_create, "isobox", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
    if (to == -EINVAL)
        to = raw2(SYS_memfd_create, "isobox", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (to < 0)
        refuse("memfd_create", to);
    // Above `ulimit -f` the copy would end in SIGXFSZ without a word; held back, it is EFBIG.
    uint64_t held = 1ULL << (SIGXFSZ - 1), mask;
    raw4(SYS_rt_sigprocmask, SIG_BLOCK, &held, &mask, 8);
    long error = fstat(from, &file) ? -errno : 0;
    for (off_t done = 0; error >= 0 && done < file.st_size; done += error)
        if ((error = raw4(SYS_sendfile, to, from, 0, file.st_size - done)) == 0)
            error = -EIO;
    if (error < 0)
        refuse("copy", error);
    raw4(SYS_rt_sigprocmask, SIG_SETMASK, &mask, 0, 8);
    if ((error = raw3(SYS_fcntl, to, F_ADD_SEALS, SEALS)) < 0)
        refuse("seal", error);
    raw1(SYS_close, from);
    return execute(to, mine);
}

void protect_program(void)
{
    name = host_basename(host_argv[0]);
    if (!strcmp(name, "isobox") && host_argc > 1)
        name = host_argv[1];
    const bool named = is_protected_name();
    if (!named && !joins())
        return;

    char mine[40];
    with_number(mine, MARKER, raw0(SYS_getpid));
    bool executed = take_marker(mine);
    bool proc = raw4(SYS_faccessat, AT_FDCWD, "/proc/self/exe", 0, 0) == 0;
    exe = proc ? "/proc/self/exe" : (const char *)getauxval(AT_EXECFN);

    // Without /proc the re-executed program has no path to itself: the marker is all there is.
    if (!(executed && !proc) && !is_unwritable()) {
        if (executed)
            refuse("the file is still writable after the second exec", -EROFS);
        execute_read_only_clone(mine);
        refuse("execveat of a sealed copy", execute_sealed_copy(mine));
    }

    // Both are as after an execve(2) by path again: the kernel took the name from the
    // descriptor's number, and made the process dumpable, which lets a process of a joined
    // pid namespace open /proc/PID/exe and /proc/PID/fd (CVE-2016-9962).
    raw2(SYS_prctl, PR_SET_NAME, host_basename(host_argv[0]));
    // ns-exec clears it by itself, once it has written id maps, for which it must be set (proc_pid(5): without it the files of /proc/PID are root's).
    if (named)
        raw2(SYS_prctl, PR_SET_DUMPABLE, 0);
}
