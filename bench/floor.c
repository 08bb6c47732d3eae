// The floor: the calls of `oci-run run` on the default bundle of `runc spec`, written by hand for this machine's
// hybrid cgroups, with no configuration, checks, messages or state. What is above it is ours to remove; what is
// below it no runtime can.
//
//   floor BUNDLE NAME
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <grp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const controllers[] = {"cpu",     "cpuacct", "cpuset", "memory",  "devices",
                                          "freezer", "blkio",   "pids",   "systemd", "unified"};
#define COUNT (sizeof controllers / sizeof *controllers)

static void check(long result, const char *what)
{
    if (result < 0 && errno != EEXIST) {
        perror(what);
        _exit(1);
    }
}

static void put(int dir, const char *path, const char *text)
{
    int fd = openat(dir, path, O_WRONLY | O_CLOEXEC);
    check(fd, path);
    check(write(fd, text, strlen(text)), path);
    close(fd);
}

static void copy(int from, int to, const char *path)
{
    char text[4096];
    int fd = openat(from, path, O_RDONLY | O_CLOEXEC);
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    text[n > 0 ? n : 0] = 0;
    put(to, path, text);
}

static void own_cgroup(const char *controller, char *path)
{
    static char all[8192];
    if (!all[0]) {
        int fd = open("/proc/self/cgroup", O_RDONLY | O_CLOEXEC);
        check(read(fd, all, sizeof all - 1), "cgroup");
        close(fd);
    }
    char key[64];
    snprintf(key, sizeof key, strcmp(controller, "systemd") ? ":%s:" : ":name=%s:", controller);
    char *at = strcmp(controller, "unified") ? strstr(all, key) : strstr(all, "0::");
    at = at ? strchr(strchr(at, ':') + 1, ':') + 1 : "/";
    snprintf(path, 4096, "/sys/fs/cgroup/%s%.*s", controller, (int)strcspn(at, "\n"), at);
}

static void at(const char *type, const char *source, const char *target, unsigned long flags, const char *data)
{
    check(mount(source, target, type, flags, data), target);
}

static void child(const char *rootfs, const int *tasks, char dirs[][8192])
{
    for (unsigned i = 0; i < COUNT; i++) check(tasks[i] < 0 ? 0 : write(tasks[i], "0", 1), "tasks");
    check(unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET), "unshare");
    check(sethostname("runc", 4), "sethostname");
    struct ifreq lo = {.ifr_name = "lo"};
    int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ioctl(s, SIOCGIFFLAGS, &lo);
    lo.ifr_flags |= IFF_UP;
    check(ioctl(s, SIOCSIFFLAGS, &lo), "lo");
    close(s);
    at(0, 0, "/", MS_SLAVE | MS_REC, 0);
    at(0, rootfs, rootfs, MS_BIND | MS_REC, 0);
    check(chdir(rootfs), rootfs);
    at("proc", "proc", "proc", 0, 0);
    at("tmpfs", "tmpfs", "dev", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k");
    mkdir("dev/pts", 0755);
    mkdir("dev/shm", 0755);
    mkdir("dev/mqueue", 0755);
    const unsigned long no = MS_NOSUID | MS_NOEXEC;
    at("devpts", "devpts", "dev/pts", no, "newinstance,ptmxmode=0666,mode=0620,gid=5");
    at("tmpfs", "shm", "dev/shm", no | MS_NODEV, "mode=1777,size=65536k");
    at("mqueue", "mqueue", "dev/mqueue", no | MS_NODEV, 0);
    at("sysfs", "sysfs", "sys", no | MS_NODEV | MS_RDONLY, 0);
    at("tmpfs", "tmpfs", "sys/fs/cgroup", no | MS_NODEV, "mode=755");
    for (unsigned i = 0; i < COUNT - 1; i++) {
        char target[64];
        snprintf(target, sizeof target, "sys/fs/cgroup/%s", controllers[i]);
        mkdir(target, 0755);
        at(0, dirs[i], target, MS_BIND | MS_REC, 0);
        at(0, 0, target, MS_BIND | MS_REMOUNT | MS_RDONLY | no | MS_NODEV, 0);
    }
    umask(0);
    static const struct { const char *path; unsigned major, minor; } nodes[] = {
        {"dev/null", 1, 3}, {"dev/zero", 1, 5}, {"dev/full", 1, 7}, {"dev/random", 1, 8}, {"dev/urandom", 1, 9}, {"dev/tty", 5, 0}};
    for (unsigned i = 0; i < 6; i++) {
        check(mknod(nodes[i].path, S_IFCHR | 0666, makedev(nodes[i].major, nodes[i].minor)), nodes[i].path);
        check(chown(nodes[i].path, 0, 0), nodes[i].path);
    }
    umask(022);
    symlink("pts/ptmx", "dev/ptmx");
    symlink("/proc/self/fd", "dev/fd");
    symlink("/proc/self/fd/0", "dev/stdin");
    symlink("/proc/self/fd/1", "dev/stdout");
    symlink("/proc/self/fd/2", "dev/stderr");
    symlink("/proc/kcore", "dev/core");
    check(syscall(SYS_pivot_root, ".", "."), "pivot_root");
    at(0, 0, ".", MS_SLAVE | MS_REC, 0);
    check(umount2(".", MNT_DETACH), "umount");
    check(chdir("/"), "/");
    at(0, 0, "/", MS_REMOUNT | MS_BIND | MS_RDONLY, 0);
    static const char *const readonly[] = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"};
    for (unsigned i = 0; i < 4; i++) {
        at(0, readonly[i], readonly[i], MS_BIND | MS_REC, 0);
        at(0, 0, readonly[i], MS_BIND | MS_REMOUNT | MS_RDONLY, 0);
    }
    at("tmpfs", "tmpfs", "/proc/acpi", MS_RDONLY, 0);
    at(0, "/dev/null", "/proc/keys", MS_BIND, 0);
    at(0, "/dev/null", "/proc/timer_list", MS_BIND, 0);
    at("tmpfs", "tmpfs", "/sys/firmware", MS_RDONLY, 0);
    struct rlimit files = {1024, 1024};
    check(setrlimit(RLIMIT_NOFILE, &files), "rlimit");
    syscall(SYS_keyctl, 1, "_ses.floor");
    const uint64_t keep = 0x20000420;
    for (int cap = 0; cap <= 40; cap++)
        if (!(keep >> cap & 1)) prctl(PR_CAPBSET_DROP, cap, 0, 0, 0);
    check(setgroups(0, 0), "setgroups");
    check(setresgid(0, 0, 0), "setresgid");
    check(setresuid(0, 0, 0), "setresuid");
    // linux/capability.h is not among musl's headers
    struct { uint32_t version; int pid; } head = {0x20080522, 0};
    struct { uint32_t effective, permitted, inheritable; } data[2] = {{keep, keep, 0}, {0, 0, 0}};
    check(syscall(SYS_capset, &head, data), "capset");
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    syscall(SYS_close_range, 3, ~0u, 4 /* CLOSE_RANGE_CLOEXEC */);
    char *argv[] = {"/bin/true", 0};
    char *env[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm", "HOME=/", 0};
    execve("/bin/true", argv, env);
    check(-1, "execve");
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    static char dirs[COUNT][8192], rootfs[4096];
    int tasks[COUNT];
    snprintf(rootfs, sizeof rootfs, "%s/rootfs", argv[1]);
    for (unsigned i = 0; i < COUNT; i++) {
        char parent[4096];
        own_cgroup(controllers[i], parent);
        tasks[i] = -1;
        int dir = open(parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (dir < 0) continue; // the benchmark unmounts the unified hierarchy
        check(mkdirat(dir, argv[2], 0755), argv[2]);
        int fd = openat(dir, argv[2], O_PATH | O_DIRECTORY | O_CLOEXEC);
        snprintf(dirs[i], sizeof dirs[i], "%s%s%s", parent, parent[strlen(parent) - 1] == '/' ? "" : "/", argv[2]);
        if (!strcmp(controllers[i], "cpuset")) {
            copy(dir, fd, "cpuset.cpus");
            copy(dir, fd, "cpuset.mems");
        }
        if (!strcmp(controllers[i], "devices")) {
            static const char *const allow[] = {"c *:* m",   "b *:* m",   "c 1:3 rwm", "c 1:8 rwm", "c 1:7 rwm",   "c 5:0 rwm",
                                                "c 1:5 rwm", "c 1:9 rwm", "c 5:2 rwm", "c 136:* rwm", "c 10:200 rwm"};
            put(fd, "devices.deny", "a");
            int file = openat(fd, "devices.allow", O_WRONLY | O_CLOEXEC);
            for (unsigned r = 0; r < sizeof allow / sizeof *allow; r++) check(write(file, allow[r], strlen(allow[r])), "allow");
            close(file);
        }
        tasks[i] = openat(fd, strcmp(controllers[i], "unified") ? "tasks" : "cgroup.procs", O_WRONLY | O_CLOEXEC);
        close(fd);
        close(dir);
    }
    long pid = syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0);
    check(pid, "clone");
    if (pid == 0) child(rootfs, tasks, dirs);
    int status;
    waitpid(pid, &status, 0);
    for (unsigned i = 0; i < COUNT; i++)
        if (dirs[i][0]) check(rmdir(dirs[i]), dirs[i]);
    return WEXITSTATUS(status);
}
