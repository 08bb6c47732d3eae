// The floor: the system calls of `oci-run run` on the default bundle of `runc spec`, in the same order and in the
// same processes, written by hand for hybrid cgroups, with no JavaScript, configuration, validation or messages. What
// `oci-run run` takes above it is ours to remove; what is below it is the kernel's. docs/speed.md compares the counts.
//
//   floor BUNDLE NAME
//
// Questions (statfs, statx, faccessat2) are asked although this program could do without most of the answers.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

enum { // what musl's headers lack, by the call that takes it
    COPY_TREE = 1 | O_CLOEXEC, RECURSIVE = 0x8000,  // open_tree
    FROM_FD = 4, TO_FD = 0x40,                      // move_mount
    RDONLY = 1, NOSUID = 2, NODEV = 4, NOEXEC = 8,  // mount_setattr, fsmount
    ATIME = 0x70, NODIRATIME = 0x80, NOSYMFOLLOW = 0x200000,
    SET_STRING = 1, CREATE = 6,                     // fsconfig
    NO_SYMLINKS = 4, IN_ROOT = 0x10,                // openat2
    JOIN_SESSION = 1, SETPERM = 5, DESCRIBE = 6,    // keyctl
    GET_FLAGS = 0x8913, SET_FLAGS = 0x8914,         // ioctl
};
enum { FOLDER = O_PATH | O_DIRECTORY | O_CLOEXEC, WRITE = O_WRONLY | O_CLOEXEC, NEW = WRITE | O_CREAT | O_NOFOLLOW };
enum { KEEP_CAPS = 0x20000420 /* audit_write, kill, net_bind_service */, PATH = 512 };
#define INTO_CGROUP 0x200000000ULL
#define COUNT(table) (sizeof table / sizeof *table)

static long must(long result, const char *what)
{
    if (result >= 0) return result;
    perror(what);
    _exit(1);
}

// Raw calls: libc would put calls of its own around some. `try` is for those that may be refused.
#define try(name, ...) syscall(SYS_##name, ##__VA_ARGS__)
#define call(name, ...) must(syscall(SYS_##name, ##__VA_ARGS__), #name)

static const char *join(char *to, const char *a, const char *b, const char *c)
{
    stpcpy(stpcpy(stpcpy(to, a), b), c);
    return to;
}

static size_t slurp(int dir, const char *path, char *text, size_t size)
{
    int fd = call(openat, dir, path, O_RDONLY | O_CLOEXEC);
    size_t n = call(read, fd, text, size);
    call(read, fd, text + n, size - n), call(close, fd);
    return n;
}

static void put(int dir, const char *path, int flags, const char *text, size_t size)
{
    int fd = call(openat, dir, path, flags, 0600);
    call(write, fd, text, size), call(close, fd);
}

static void attributes(int mount, uint64_t set, uint64_t clear)
{
    call(mount_setattr, mount, "", AT_EMPTY_PATH, (uint64_t[]){set, clear, 0, 0}, 32);
}

/// Executes the program again from a read-only clone of its mount, so that no container can write to it.
static void protect_self(char **argv, char **envp)
{
    struct statfs file;
    for (int fd = 0; fd < 3; fd++) try(fcntl, fd, F_GETFD); // one that is closed would be held
    call(getpid), call(faccessat, AT_FDCWD, "/proc/self/exe", F_OK), call(statfs, "/proc/self/exe", &file);
    if (!(file.f_flags & 1 /* ST_RDONLY */)) {
        int clone = call(open_tree, AT_FDCWD, "/proc/self/exe", COPY_TREE);
        char path[64];
        attributes(clone, RDONLY, 0), snprintf(path, sizeof path, "/proc/self/fd/%d", clone);
        int exe = call(openat, AT_FDCWD, path, O_PATH | O_CLOEXEC); // closed before the exec: by it the mount may be changed
        call(close, clone), call(fstatfs, exe, &file);
        call(execveat, exe, "", argv, envp, AT_EMPTY_PATH);
    }
    call(prctl, PR_SET_NAME, "floor"), call(prctl, PR_SET_DUMPABLE, 0);
}

static int root, state, journal, up, down, undo[2], parent, birthplace; // descriptors

// ---- cgroups: one below our own in every hierarchy

static struct hierarchy { char name[32], own[PATH], path[PATH]; int unified, tasks; } found[32], *made[32];
static int count;

static void find_cgroups(const char *name)
{
    static char text[4097]; // ends with a zero
    struct statfs fs;
    struct hierarchy *freezer = 0;
    slurp(AT_FDCWD, "/proc/self/cgroup", text, sizeof text - 1);
    call(statfs, "/sys/fs/cgroup", &fs);
    for (char *line = text, *end; *line; line = end + 1) { // 9:name=systemd:/ 4:memory:/path 0::/
        struct hierarchy *h = &found[count];
        char *names = strchr(line, ':') + 1, *path = strchr(names, ':') + 1;
        end = strchr(path, '\n');
        path[-1] = *end = 0;
        h->unified = !*names;
        strcpy(h->name, h->unified ? "unified" : strncmp(names, "name=", 5) ? names : names + 5);
        join(h->own, "/sys/fs/cgroup/", h->name, "");
        if (try(statfs, h->own, &fs) < 0 || (fs.f_type != 0x27e0eb && fs.f_type != 0x63677270)) continue;
        if (path[1]) call(faccessat2, AT_FDCWD, strcat(h->own, path), F_OK, 0);
        join(h->path, h->own, "/", name);
        if (!strcmp(h->name, "freezer")) freezer = h; // the last one to be made
        else made[count - !!freezer] = h;
        count++;
    }
    if (freezer) made[count - 1] = freezer;
}

static void make_cgroups(void)
{
    static const char *const inherited[] = {"/cpuset.cpus", "/cpuset.mems"};
    char from[PATH], to[PATH], text[4096];
    for (int i = 0; i < count; i++) {
        struct hierarchy *h = made[i];
        try(faccessat2, AT_FDCWD, h->path, F_OK, 0);
        call(write, journal, text, strlen(strcat((char *)join(text, "cgroup \"", h->path, "\""), "\n")));
        call(mkdirat, AT_FDCWD, h->path, 0755);
        for (int f = 0; f < 2 && !strcmp(h->name, "cpuset"); f++) {
            size_t n = slurp(AT_FDCWD, join(from, h->own, inherited[f], ""), text, sizeof text);
            put(AT_FDCWD, join(to, h->path, inherited[f], ""), WRITE, text, n);
        }
    }
}

static void allow_devices(void)
{
    static const char *const rules[] = {"b *:* m",   "c *:* m",   "c 1:3 rwm", "c 1:5 rwm",    "c 1:7 rwm",  "c 1:8 rwm",
                                        "c 1:9 rwm", "c 5:0 rwm", "c 5:2 rwm", "c 10:200 rwm", "c 136:* rwm"};
    char path[PATH];
    struct hierarchy *h = found;
    while (strcmp(h->name, "devices")) h++;
    put(AT_FDCWD, join(path, h->path, "/devices.deny", ""), WRITE, "a", 1);
    int fd = call(openat, AT_FDCWD, join(path, h->path, "/devices.allow", ""), WRITE);
    for (unsigned i = 0; i < COUNT(rules); i++) call(write, fd, rules[i], strlen(rules[i]));
    call(close, fd);
}

/// Opens the files that the child writes itself to, and the cgroup v2 that it is born in, if there is v2.
static void open_cgroups(void)
{
    char path[PATH];
    birthplace = -1;
    for (int i = 0; i < count; i++)
        if (made[i]->unified) birthplace = call(openat, AT_FDCWD, made[i]->path, FOLDER);
    for (int i = 0; i < count; i++) {
        join(path, made[i]->path, made[i]->unified ? "/cgroup.procs" : "/tasks", "");
        made[i]->tasks = call(openat, AT_FDCWD, path, WRITE);
    }
}

static void enter_cgroups(void)
{
    for (int i = 0; i < count; i++) {
        if (!made[i]->unified) call(write, made[i]->tasks, "0", 1);
        call(close, made[i]->tasks);
    }
}

// ---- the root: every target is a descriptor, looked up below the root and never through a symbolic link

static int walk(const char *path, int flags)
{
    return try(openat2, root, path, (uint64_t[]){flags | O_CLOEXEC, 0, NO_SYMLINKS | IN_ROOT}, 24);
}

struct look { uint16_t mode; uint32_t major, minor; };

static struct look look(int fd, const char *path) // musl has no struct statx
{
    union { uint16_t half[128]; uint32_t word[64]; } statx;
    call(statx, fd, path, AT_SYMLINK_NOFOLLOW | (*path ? 0 : AT_EMPTY_PATH), 0x7ff, &statx);
    return (struct look){statx.half[14], statx.word[32], statx.word[33]};
}

/// Puts a tree over the target.
static void attach(int tree, int target)
{
    call(move_mount, tree, "", target, "", FROM_FD | TO_FD);
}

static void mount_on(int target, const char *source, const char *type, unsigned long flags, const char *data)
{
    call(fchdir, target), call(mount, source, ".", type, flags, data), call(close, target);
}

static int make_in_dev(const char *name)
{
    int top = must(walk(".", O_PATH | O_DIRECTORY), "."), dev = call(openat, top, "dev", FOLDER | O_NOFOLLOW);
    call(close, top);
    try(openat, dev, name, FOLDER | O_NOFOLLOW), call(mkdirat, dev, name, 0755);
    int fd = call(openat, dev, name, FOLDER | O_NOFOLLOW);
    call(close, dev);
    return fd;
}

static void mount_all(void)
{
    enum { MOST = MS_NOSUID | MS_NOEXEC | MS_NODEV };
    static const struct { const char *path, *source, *type; int must_be, flags; const char *data; } mounts[] = {
        {"/proc", "proc", "proc", O_DIRECTORY, 0, 0},
        {"/dev", "tmpfs", "tmpfs", 0, MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k"},
        {"/dev/pts", "devpts", "devpts", 0, MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620,gid=5"},
        {"/dev/shm", "shm", "tmpfs", 0, MOST, "mode=1777,size=65536k"},
        {"/dev/mqueue", "mqueue", "mqueue", 0, MOST, 0},
        {"/sys", "sysfs", "sysfs", O_DIRECTORY, MOST | MS_RDONLY, 0},
    };
    for (unsigned i = 0; i < COUNT(mounts); i++) {
        int fd = strcmp(mounts[i].type, "tmpfs") ? -1 : walk(mounts[i].path, O_PATH); // has the mode of what it covers
        if (fd >= 0) look(fd, "");
        else fd = walk(mounts[i].path, O_PATH | mounts[i].must_be);
        if (fd < 0) fd = make_in_dev(mounts[i].path + strlen("/dev/"));
        mount_on(fd, mounts[i].source, mounts[i].type, mounts[i].flags, mounts[i].data);
    }
}

/// A tmpfs at /sys/fs/cgroup with the container's own cgroup of every hierarchy of v1, read-only.
static void mount_cgroups(int outside)
{
    int target = must(walk("/sys/fs/cgroup", O_PATH), "/sys/fs/cgroup");
    look(target, ""), call(fchdir, outside);
    int fs = call(fsopen, "tmpfs", 1);
    call(fsconfig, fs, SET_STRING, "source", "tmpfs", 0), call(fsconfig, fs, SET_STRING, "mode", "755", 0);
    call(fsconfig, fs, CREATE, NULL, NULL, 0);
    int tmpfs = call(fsmount, fs, 1, NOSUID | NODEV | NOEXEC);
    call(close, fs), call(fchmodat, tmpfs, ".", 0555), attach(tmpfs, target);
    for (struct hierarchy *h = found + count; h-- > found;) {
        if (h->unified) continue;
        int tree = call(open_tree, outside, h->path, COPY_TREE | RECURSIVE);
        attributes(tree, RDONLY | NOSUID | NODEV | NOEXEC, ATIME | NODIRATIME | NOSYMFOLLOW);
        call(mkdirat, tmpfs, h->name, 0755), call(move_mount, tree, "", tmpfs, h->name, FROM_FD), call(close, tree);
    }
    call(close, tmpfs), call(close, target);
}

static void make_devices(void)
{
    static const struct { const char *name; int major, minor; } nodes[] = {
        {"null", 1, 3}, {"random", 1, 8}, {"full", 1, 7}, {"tty", 5, 0}, {"zero", 1, 5}, {"urandom", 1, 9}};
    static const char *const links[][2] = {{"pts/ptmx", "ptmx"}, {"/proc/self/fd", "fd"}, {"/proc/self/fd/0", "stdin"},
                                           {"/proc/self/fd/1", "stdout"}, {"/proc/self/fd/2", "stderr"}};
    int dev = must(walk("/dev", O_PATH), "/dev");
    for (unsigned i = 0; i < COUNT(nodes); i++)
        call(mknodat, dev, nodes[i].name, S_IFCHR | 0666, makedev(nodes[i].major, nodes[i].minor));
    call(close, dev);
    dev = must(walk("/dev", O_PATH), "/dev");
    for (unsigned i = 0; i < COUNT(links); i++) call(symlinkat, links[i][0], dev, links[i][1]);
    char kcore[256];
    if (!try(statx, AT_FDCWD, "/proc/kcore", 0, 0x7ff, kcore)) call(symlinkat, "/proc/kcore", dev, "core");
    call(close, dev);
}

static void hide(void)
{
    static const char *const readonly[] = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"};
    static const char *const masked[] = {"/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
        "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware", "/proc/scsi"};
    for (unsigned i = 0; i < COUNT(readonly); i++) {
        int fd = walk(readonly[i], O_PATH);
        if (fd < 0) continue;
        int tree = call(open_tree, fd, "", COPY_TREE | RECURSIVE | AT_EMPTY_PATH);
        attributes(tree, RDONLY, 0), attach(tree, fd), call(close, tree), call(close, fd);
    }
    int null = -1;
    for (unsigned i = 0; i < COUNT(masked); i++) {
        int fd = walk(masked[i], O_PATH);
        if (fd < 0) continue;
        if (S_ISDIR(look(fd, "").mode)) mount_on(fd, "tmpfs", "tmpfs", MS_RDONLY, NULL);
        else {
            if (null < 0) look(null = must(walk("dev/null", O_PATH), "/dev/null"), "");
            int tree = call(open_tree, null, "", COPY_TREE | AT_EMPTY_PATH);
            attach(tree, fd), call(close, tree), call(close, fd);
        }
    }
    call(close, null), attributes(root, RDONLY, NOSUID | NODEV | NOEXEC | NOSYMFOLLOW);
}

/// Streams that are the host's null device become the container's, so that no descriptor leads out of the root.
static void own_null_device(void)
{
    int null = -1;
    for (int fd = 0; fd < 3; fd++) {
        struct look stream = look(fd, "");
        if (!S_ISCHR(stream.mode) || stream.major != 1 || stream.minor != 3) continue;
        if (null < 0) look(null = must(walk("dev/null", O_RDWR | O_NOCTTY), "/dev/null"), "");
        call(dup3, null, fd, 0);
    }
    if (null >= 0) call(close, null);
}

static void make_root(const char *rootfs)
{
    call(umask, 0);
    int outside = call(openat, AT_FDCWD, ".", FOLDER), under = call(openat, AT_FDCWD, rootfs, FOLDER);
    call(mount, NULL, "/", NULL, MS_REC | MS_SLAVE, NULL);
    root = call(open_tree, under, "", COPY_TREE | RECURSIVE | AT_EMPTY_PATH);
    attach(root, under), call(close, under);
    mount_all(), mount_cgroups(outside), make_devices(), hide();
    int old = call(openat, AT_FDCWD, "/", FOLDER);
    call(fchdir, root), call(pivot_root, ".", "."); // the old root now lies over the new one
    call(fchdir, old), call(umount2, ".", MNT_DETACH), call(chdir, "/"), call(close, old);
    own_null_device();
    call(chdir, "/"), call(umask, 022), call(close, root), call(close, outside);
}

// ---- the payload

static void drop_rights(const char *name)
{
    char text[4096], cpus[1024];
    long key = call(keyctl, JOIN_SESSION, join(text, "_ses.", name, ""));
    call(keyctl, DESCRIBE, key, text, 512); // type;uid;gid;permissions;description
    if (!strstr(text, ";3f1b0000;")) call(keyctl, SETPERM, key, 0x3f1b0000); // searched by its user
    call(umask, 022), call(chdir, "/");
    call(sched_setaffinity, 0, sizeof cpus, memset(cpus, 0xff, sizeof cpus));
    call(prlimit64, 0, RLIMIT_NOFILE, (&(struct rlimit){1024, 1024}), NULL);
    for (int cap = 0;; cap++) // up to the first one that this kernel does not know
        if ((cap > 31 || !(KEEP_CAPS >> cap & 1)) && try(prctl, PR_CAPBSET_DROP, cap) < 0) break;
    call(setgroups, 0, NULL), call(setresgid, 0, 0, 0), call(setresuid, 0, 0, 0);
    struct { uint32_t version; int pid; } head = {0x20080522, 0};
    struct { uint32_t effective, permitted, inheritable; } caps[2] = {{KEEP_CAPS, KEEP_CAPS, 0}, {0, 0, 0}};
    call(capset, &head, caps);
    call(prctl, PR_SET_PDEATHSIG, SIGKILL), call(getppid); // a change of credentials clears it
    call(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), call(getcwd, text, sizeof text);
    uint64_t zeros[4] = {0}, before; // the kernel's struct sigaction with SIG_DFL, and the empty set
    for (int signal = 1; signal <= 64; signal++)
        if (signal != SIGKILL && signal != SIGSTOP) call(rt_sigaction, signal, zeros, NULL, 8);
    call(rt_sigprocmask, SIG_SETMASK, zeros, &before, 8);
}

static void child(const char *rootfs, const char *name, uint64_t *mask)
{
    char *argv[] = {"/bin/true", 0}, answer[256];
    char *env[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm", "HOME=/", 0};
    call(close, state), call(close, journal), call(close, up), call(close, undo[0]);
    call(prctl, PR_SET_PDEATHSIG, SIGKILL);
    struct pollfd died = {parent, POLLIN, 0}; // before the prctl
    call(ppoll, &died, 1, (&(struct timespec){0, 0}), NULL, 8), call(close, parent);
    call(rt_sigprocmask, SIG_SETMASK, mask, answer, 8);
    if (birthplace >= 0) call(close, birthplace);
    enter_cgroups();
    call(unshare, CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET), call(sethostname, "runc", 4);
    struct ifreq lo = {.ifr_name = "lo"};
    int inet = call(socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    call(ioctl, inet, GET_FLAGS, &lo);
    lo.ifr_flags |= IFF_UP;
    call(ioctl, inet, SET_FLAGS, &lo), call(close, inet);
    make_root(rootfs);
    call(prctl, PR_GET_PDEATHSIG, answer), call(getppid), call(setsid);
    drop_rights(name);
    call(close_range, 3, down - 1, 0), call(close_range, down + 1, ~0u, 0);
    try(openat, AT_FDCWD, "/etc/passwd", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC); // for HOME
    call(faccessat2, AT_FDCWD, argv[0], X_OK, AT_EACCESS), call(statx, AT_FDCWD, argv[0], 0, 1, answer);
    call(read, down, answer, 8); // the state is written
    call(prctl, PR_SET_PDEATHSIG, 0);
    call(execve, argv[0], argv, env);
}

static void write_state(long pid)
{
    static char text[1024], path[PATH];
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    int fd = call(openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    call(read, fd, text, sizeof text), call(close, fd), call(geteuid), call(geteuid);
    put(state, "state.json.new", NEW | O_TRUNC, text, 640); // not JSON, but as long
    call(renameat2, state, "state.json.new", state, "state.json", 0);
    call(sendto, up, "go", 2, MSG_NOSIGNAL, NULL, 0), call(flock, state, LOCK_UN);
}

static int wait_for_payload(int signals, const char *home)
{
    static char text[65536];
    struct pollfd both[] = {{signals, POLLIN, 0}, {undo[0], POLLIN, 0}};
    int status = 0;
    call(read, up, text, sizeof text), call(getpid); // ends when the child has become the payload
    call(ppoll, both, 2, NULL, NULL, 8), call(read, undo[0], text, 4096); // so does this
    call(ppoll, both, 1, NULL, NULL, 8), call(read, signals, text, 128); // SIGCHLD
    call(wait4, -1, &status, WNOHANG | WUNTRACED, NULL);
    call(flock, state, LOCK_EX), look(AT_FDCWD, home), look(state, ""); // the directory is still the container's
    call(read, undo[0], text, 4096);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv, char **envp)
{
    if (argc != 3) return 2;
    protect_self(argv, envp);
    static char config[8192], text[PATH], home[PATH], rootfs[PATH];
    static const char *const files[] = {"state.json", "state.json.new", "config.json", "start", "start.new", "journal"};
    const char *name = argv[2];
    join(home, "/run/isobox/", name, "");
    join(rootfs, argv[1], "/rootfs", "");

    int bundle = call(openat, AT_FDCWD, argv[1], FOLDER);
    size_t size = slurp(bundle, "config.json", config, sizeof config);
    call(close, bundle), call(close_range, 3, ~0u, 0), call(umask, 022); // nothing inherited goes on

    // What is made outside of the container is in the journal before it is made.
    if (try(mkdirat, AT_FDCWD, home, 0700) < 0) {
        if (errno == ENOENT) call(mkdirat, AT_FDCWD, "/run/isobox", 0711);
        call(mkdirat, AT_FDCWD, home, 0700);
    }
    state = call(openat, AT_FDCWD, home, O_RDONLY | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC);
    call(flock, state, LOCK_EX), look(AT_FDCWD, home), look(state, ""); // nobody has removed it meanwhile
    journal = call(openat, state, "journal", NEW | O_APPEND, 0600);
    call(fcntl, journal, F_SETLK, (&(struct flock){.l_type = F_WRLCK})); // held as long as this process lives
    size_t length = snprintf(text, sizeof text, "runtime \"%d\"\n", getpid());
    call(write, journal, text, length);
    put(state, "config.json", NEW | O_TRUNC, config, size);
    int pair[2];
    call(socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair);
    up = pair[0], down = pair[1];

    find_cgroups(name), make_cgroups(), allow_devices(), open_cgroups();

    // Every signal is blocked and read from a descriptor; by `parent` the child knows whether this process lives.
    uint64_t all = ~0ULL, mask, action[4];
    parent = call(pidfd_open, getpid(), 0);
    call(pipe2, undo, O_CLOEXEC), call(fcntl, undo[0], F_SETFL, O_NONBLOCK);
    call(rt_sigprocmask, SIG_SETMASK, &all, &mask, 8), call(rt_sigaction, SIGCHLD, NULL, action, 8);
    int signals = call(signalfd4, -1, &all, 8, O_CLOEXEC);
    uint64_t born[11] = {CLONE_NEWPID | INTO_CGROUP, [4] = SIGCHLD, [10] = birthplace};
    long pid = birthplace < 0 ? call(clone, CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0) : call(clone3, born, sizeof born);
    if (pid == 0) child(rootfs, name, &mask);

    call(close, undo[1]);
    if (birthplace >= 0) call(close, birthplace);
    call(close, down), write_state(pid);
    int status = wait_for_payload(signals, home);
    for (int i = count - 1; i >= 0; i--) call(unlinkat, AT_FDCWD, made[i]->path, AT_REMOVEDIR);
    for (unsigned i = 0; i < COUNT(files); i++) try(unlinkat, AT_FDCWD, join(text, home, "/", files[i]), 0);
    call(unlinkat, AT_FDCWD, home, AT_REMOVEDIR);
    return status;
}
