// Times commands in turn: A B C A B C … Static and small, because the peak memory of a child starts at that of
// its parent (ru_maxrss is copied by fork), and because a large parent forks slowly.
//
//   launch ROUNDS IDLE_MS MEMORY_CGROUP|- COMMAND… [--- COMMAND…]…
//
// A command may be three: BEFORE… %% TIMED… %% AFTER…, of which only the second is timed.
//
// Prints a line for each run: command's index, wall µs, CPU µs, peak KiB of the largest process, peak KiB of the
// memory cgroup (all processes in sum, with the kernel's part; 0 without one), exit status.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static double micros(struct timeval t) { return t.tv_sec * 1e6 + t.tv_usec; }

static int peak_fd = -1;
static FILE *results;

static void reset_peak(void)
{
    if (peak_fd >= 0 && pwrite(peak_fd, "0", 1, 0) != 1) perror("memory.max_usage_in_bytes");
}

static long peak_kib(void)
{
    char text[32] = "0";
    if (peak_fd >= 0 && pread(peak_fd, text, sizeof text - 1, 0) < 0) return 0;
    return atol(text) / 1024;
}

static int start(char **argv)
{
    pid_t pid = vfork();
    if (pid == 0) {
        execvp(argv[0], argv);
        _exit(127);
    }
    return pid;
}

static void untimed(char **argv)
{
    int status = 0;
    if (!argv || !argv[0]) return;
    waitpid(start(argv), &status, 0);
    if (status != 0) fprintf(stderr, "launch: %s (not timed) ended with %d\n", argv[0], status);
}

static void once(int index, char **argv, int quiet)
{
    reset_peak();
    double begin = now_us();
    pid_t pid = start(argv);
    int status = 0;
    struct rusage use;
    wait4(pid, &status, 0, &use);
    double end = now_us();
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    static int failures;
    if (code != 0) fprintf(stderr, "launch: %s ended with %d\n", argv[0], code);
    if (code != 0 && ++failures == 5) exit(1); // figures of failures are worth nothing
    if (quiet) return;
    fprintf(results, "%d %.1f %.1f %ld %ld %d\n", index, end - begin, micros(use.ru_utime) + micros(use.ru_stime), use.ru_maxrss,
           peak_kib(), code);
}

int main(int argc, char **argv)
{
    if (argc < 5) return 2;
    int rounds = atoi(argv[1]), idle_ms = atoi(argv[2]), count = 0;
    struct { char **before, **timed, **after; } commands[32] = {0};
    if (strcmp(argv[3], "-") != 0) {
        char path[4096];
        snprintf(path, sizeof path, "%s/memory.max_usage_in_bytes", argv[3]);
        peak_fd = open(path, O_RDWR | O_CLOEXEC);
        snprintf(path, sizeof path, "%s/cgroup.procs", argv[3]);
        int procs = open(path, O_WRONLY | O_CLOEXEC);
        if (peak_fd < 0 || procs < 0 || write(procs, "0", 1) != 1) perror(argv[3]);
        close(procs);
    }
    commands[count++].timed = argv + 4;
    for (int i = 4; i < argc; i++)
        if (strcmp(argv[i], "---") == 0) {
            argv[i] = NULL;
            commands[count++].timed = argv + i + 1;
        } else if (strcmp(argv[i], "%%") == 0) {
            argv[i] = NULL;
            if (!commands[count - 1].before) {
                commands[count - 1].before = commands[count - 1].timed;
                commands[count - 1].timed = argv + i + 1;
            } else
                commands[count - 1].after = argv + i + 1;
        }
    int out = dup(1), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    results = fdopen(fcntl(out, F_DUPFD_CLOEXEC, 10), "w");
    close(out);
    dup2(null, 1);
    for (int round = -3; round < rounds; round++)
        for (int c = 0; c < count; c++) {
            untimed(commands[c].before);
            if (idle_ms) usleep(idle_ms * 1000);
            once(c, commands[c].timed, round < 0);
            untimed(commands[c].after);
        }
    fflush(results);
    return 0;
}
