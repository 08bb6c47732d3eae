// The forms in which the program is called.
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "host.h"
#include "raw.h"

// Under any other name these words are options of the frozen program.
static bool is_host(const char *name)
{
    return !strncmp(name, "isobox", 6) || !strcmp(name, "host") || !strncmp(name, "host-", 5);
}

static _Noreturn void script_main(int argc, char **argv, bool frozen)
{
    if (argc < 3)
        die(125, argv[0], ": --script wants a file");
    size_t size;
    const char *source = run_read_file(argv[2], 0, &size);
    host_argc = argc - 2;
    host_argv = argv + 2;
    if (!frozen)
        run_create(false);
    run_set_stack(0);
    JS_FreeValue(HEAP->ctx, HEAP->entry);
    HEAP->entry = JS_UNDEFINED;
    run_script(argv[2], source, size);
    if (JS_IsUndefined(HEAP->entry))
        host_exit(0);
    run_entry();
}

// Where a caller has closed one of the first three, the next file opened would be in its place, and a message to
// standard error go into it. What holds the place can be neither read nor written (EBADF, as when closed), and is
// closed again at the exec.
static void hold_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (raw2(SYS_fcntl, fd, F_GETFD) == -EBADF)
            raw4(SYS_openat, AT_FDCWD, "/dev/null", O_PATH | O_CLOEXEC, 0);
}

int main(int argc, char **argv)
{
    host_argc = argc;
    host_argv = argv;
    bool frozen = freeze_check();
    if (argc > 1 && argv[1][0] == '-' && is_host(host_basename(argv[0]))) {
        if (!strcmp(argv[1], "--script"))
            script_main(argc, argv, frozen);
        if (!strcmp(argv[1], "--freeze")) {
            bool how = argc == 7 && (!strcmp(argv[5], "--plan") || !strcmp(argv[5], "--train"));
            if ((argc != 5 && !how) || strcmp(argv[3], "-o"))
                die(125, "usage: host --freeze BUNDLE.js -o PROGRAM [--plan PLAN]");
            freeze_main(argv[2], argv[4], how ? argv[5] : NULL, how ? argv[6] : NULL);
        }
    }
    if (!frozen)
        die(125, "usage: host --freeze BUNDLE.js -o PROGRAM | host --script FILE [ARG...]");
    hold_standard_descriptors();
    protect_program();
    run_set_stack(0);
    arena_begin();
    run_entry();
}
