// Evaluates a bundle in an arena at a fixed address and appends the arena to a copy of
// this program as one more segment, which execve(2) maps: a start loads nothing.
#include "host.h"

#ifdef HOST_COLD

bool freeze_check(void)
{
    return false;
}

_Noreturn void freeze_main(const char *bundle, const char *out, const char *how, const char *with)
{
    die(125, "host-cold: --freeze needs the static host: a cold one has no heap of its own");
}

#else

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "raw.h"

// Stack and source have fixed addresses too: pointers to them stay behind in the padding
// of heap blocks, and the same input must give the same bytes.
#define STACK_BASE 0x0c000000UL
#define STACK_SIZE (16UL << 20)
#define SOURCE_BASE 0x08000000UL

// Found by its first bytes in the file, and written there by the freezer. A program that
// was frozen knows it from here, so that a heap cut off by strip(1) is noticed: strip
// keeps the program header that maps it, or drops it, as versions go.
struct mark {
    char magic[16];
    uint64_t host_size;
    uint64_t image_size;
    uint64_t host_id;
};

static const volatile struct mark mark = {"isobox heap mark", 0, 0, 0};

bool freeze_check(void)
{
    if (mark.image_size == 0)
        return false;
    // The kernel reads the address for us, and says EFAULT where we would get SIGBUS; it
    // reads the mask before it looks at `how`, so nothing is changed.
    if (raw4(SYS_rt_sigprocmask, -1, HEAP_BASE, 0, 8) == -EFAULT || memcmp(HEAP->magic, HEAP_MAGIC, 8))
        die(125, "isobox: this program's heap is missing: was it stripped? It must be installed as it was built.");
    if (HEAP->host_id != mark.host_id)
        die(125, "isobox: this program's heap was made by another host: build it again");
    return true;
}

struct {
    const char *out;
    const char *source;
    size_t source_size;
    const char *plan; // bytes
    size_t plan_size;
    const char *train; // a file
    char name[256];
    const char *exe;
    char temporary[4096];
} host_job LAST_IN_MEMORY;

static _Noreturn void give_up(const char *what, const char *path, long error)
{
    char number[24];
    if (host_job.temporary[0])
        raw3(SYS_unlinkat, AT_FDCWD, host_job.temporary, 0);
    die(125, "isobox: cannot ", what, " ", path, ": ", host_errno(error, number));
}

static uint64_t hash(const uint8_t *bytes, size_t size)
{
    uint64_t h = 0xcbf29ce484222325; // FNV-1a: against mistakes, not against attackers
    for (size_t i = 0; i < size; i++)
        h = (h ^ bytes[i]) * 0x100000001b3;
    return h;
}

// The spare program header: the PT_NOTE of --build-id, or the heap's own if the copied
// program was frozen before. It stays the last PT_LOAD though its address is the lowest:
// before Linux 5.18 the kernel computed AT_PHDR from the first one.
static Elf64_Phdr *spare_header(uint8_t *elf)
{
    Elf64_Ehdr *header = (Elf64_Ehdr *)elf;
    Elf64_Phdr *p = (Elf64_Phdr *)(elf + header->e_phoff), *note = NULL;
    for (int i = 0; i < header->e_phnum; i++) {
        if (p[i].p_type == PT_LOAD && p[i].p_vaddr == HEAP_BASE)
            return &p[i];
        if (p[i].p_type == PT_NOTE)
            note = &p[i];
    }
    return note;
}

static void write_all(long fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        long n = raw3(SYS_write, fd, at, size);
        if (n == -EINTR)
            continue;
        if (n <= 0)
            give_up("write", host_job.temporary, n);
        at += n;
        size -= n;
    }
}

// The page cache keeps in a large folio what was written at once, and since Linux 6.18 a fault maps all of a folio. So
// what each start needs is written whole, which saves it some twenty faults; the rest of the heap in pieces as large as a
// fault maps without folios, for it would count as resident.
static void write_heap(long fd)
{
    const size_t used = HEAP->arena.top + 16 - HEAP_BASE, piece = 64 << 10;
    size_t at = layout_touched();
    write_all(fd, (void *)HEAP_BASE, at);
    for (size_t next; at < used; at = next) {
        next = (at + piece) & ~(piece - 1);
        if (next > used)
            next = used;
        write_all(fd, (void *)(HEAP_BASE + at), next - at);
    }
}

static void write_program(uint8_t *elf, size_t size)
{
    size_t from = strlen(host_job.out);
    char pid[24];
    if (from + sizeof pid + 5 > sizeof host_job.temporary)
        give_up("write", host_job.out, -ENAMETOOLONG);
    const char *digits = host_errno(-raw0(SYS_getpid) - 4096, pid); // digits of a number that is no errno
    memcpy(host_job.temporary, host_job.out, from);
    memcpy(host_job.temporary + from, ".tmp-", 5);
    strcpy(host_job.temporary + from + 5, strrchr(digits, ' ') + 1);

    const size_t start = (size + HEAP_ALIGN - 1) & ~(HEAP_ALIGN - 1);
    raw3(SYS_unlinkat, AT_FDCWD, host_job.temporary, 0);
    long fd = raw4(SYS_openat, AT_FDCWD, host_job.temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        host_job.temporary[0] = 0;
        give_up("create", host_job.out, fd);
    }
    write_all(fd, elf, size);
    long error = raw3(SYS_lseek, fd, start, SEEK_SET);
    if (error < 0)
        give_up("write", host_job.temporary, error);
    write_heap(fd);
    if ((error = raw2(SYS_ftruncate, fd, start + HEAP->image_size)) < 0)
        give_up("write", host_job.temporary, error);
    // Not executable before it is whole.
    if ((error = raw2(SYS_fchmod, fd, 0755)) < 0 || (error = raw1(SYS_close, fd)) < 0 ||
        (error = raw5(SYS_renameat2, AT_FDCWD, host_job.temporary, AT_FDCWD, host_job.out, 0)) < 0)
        give_up("write", host_job.out, error);
}

static void append_heap(void)
{
    size_t size;
    uint8_t *elf = (uint8_t *)run_read_file(host_job.exe, 0, &size);
    if (mark.host_size)
        size = mark.host_size; // of a frozen program, the host in it
    Elf64_Phdr *spare = spare_header(elf);
    struct mark *m = memmem(elf, size, (char *)mark.magic, sizeof mark.magic);
    if (!spare || !m)
        die(125, "isobox: this host cannot freeze: it has no spare program header (was it stripped?)");

    memset(spare, 0, sizeof *spare);
    m->host_size = m->image_size = m->host_id = 0;
    m->host_id = HEAP->host_id = hash(elf, size);
    m->host_size = size;
    m->image_size = HEAP->image_size;
    *spare = (Elf64_Phdr){
        .p_type = PT_LOAD,
        .p_flags = PF_R | PF_W,
        .p_offset = (size + HEAP_ALIGN - 1) & ~(HEAP_ALIGN - 1),
        .p_vaddr = HEAP_BASE,
        .p_paddr = HEAP_BASE,
        .p_filesz = HEAP->image_size,
        .p_memsz = HEAP->image_size,
        .p_align = HEAP_ALIGN,
    };
    write_program(elf, size);
}

/** Ends the making: from here on the heap is as a start finds it. */
static void settle(void)
{
    engine_clear_free_blocks(HEAP->rt);
    layout_end();
    engine_sort_atoms(HEAP->rt, layout_has);
    engine_forget_shapes(HEAP->rt, layout_has);

    engine_forget_free_blocks(HEAP->rt);
    arena_forget_free_blocks();

    struct arena *a = &HEAP->arena;
    memcpy(HEAP->magic, HEAP_MAGIC, 8);
    HEAP->immortal = a->top - HEAP_BASE;
    HEAP->frozen_used = engine_used(HEAP->rt);
    // The rest of the last 64 KiB and the reserve are holes in the file, and a start that
    // stays within them maps nothing.
    HEAP->image_size = (a->top - HEAP_BASE + HEAP_RESERVE + 2 * HEAP_ALIGN - 1) & ~(HEAP_ALIGN - 1);
    const uintptr_t end = a->mapped;
    a->mapped = HEAP_BASE + HEAP->image_size;
    if (a->fresh > a->mapped)
        a->fresh = a->mapped;
    HEAP->making = false;
    HEAP->frozen = true;
    if (host_job.train) {
        // The heap as a start finds it: its end is mapped, and what is behind it is not.
        raw2(SYS_munmap, a->mapped, HEAP_LIMIT - HEAP->image_size);
        if (end < a->mapped)
            raw6(SYS_mmap, end, a->mapped - end, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    }
}

static int make(void *nothing)
{
    layout_begin(host_job.plan, host_job.plan_size);
    run_create(true);
    run_set_stack(STACK_BASE);
    run_bytecode((const uint8_t *)host_job.source, host_job.source_size);
    if (JS_IsUndefined(HEAP->entry))
        die(125, "isobox: ", host_job.name, " did not call __host__.main(fn): there is nothing to start");
    JS_RunGC(HEAP->rt);
    if (host_job.train)
        train_shapes(HEAP->ctx, host_job.train, settle);
    layout_make_shapes(HEAP->ctx);
    settle();
    if (host_job.train)
        train_main(host_job.train, host_job.out);
    append_heap();
    host_exit(0);
}

// The script is compiled in a process of its own, and only the bytecode comes back: what
// the parser leaves behind would be scattered through the heap that is frozen.
static const char *compile(const char *bundle, size_t *size)
{
    long memory = raw2(SYS_memfd_create, "bytecode", MFD_CLOEXEC);
    int pid = memory < 0 ? -1 : fork();
    if (pid < 0)
        give_up("compile", bundle, memory < 0 ? memory : -errno);
    if (pid == 0) {
        size_t compiled;
        const char *source = run_read_file(bundle, SOURCE_BASE, size);
        run_create(true);
        run_set_stack(0);
        const uint8_t *bytes = run_compile(host_job.name, source, *size, &compiled);
        write_all(memory, bytes, compiled);
        host_exit(0);
    }
    int status;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (status != 0)
        host_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    raw3(SYS_lseek, memory, 0, SEEK_SET);
    return run_read_fd(memory, "the bytecode", SOURCE_BASE, size);
}

/** @param how "--plan", "--train" or NULL. @param with the plan, or the script of the rehearsal. */
_Noreturn void freeze_main(const char *bundle, const char *out, const char *how, const char *with)
{
    host_job.out = out;
    if (how && !strcmp(how, "--train"))
        host_job.train = with;
    else if (how)
        host_job.plan = run_read_file(with, 0, &host_job.plan_size);
    strncpy(host_job.name, host_basename(bundle), sizeof host_job.name - 1);
    host_job.exe = raw4(SYS_faccessat, AT_FDCWD, "/proc/self/exe", 4, 0) == 0 ? "/proc/self/exe"
                                                                         : (const char *)getauxval(AT_EXECFN);
    host_job.source = compile(bundle, &host_job.source_size);

    long stack = raw6(SYS_mmap, STACK_BASE, STACK_SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (stack != (long)STACK_BASE)
        give_up("map", "a stack", stack);
    // A thread's stack without a thread: with CLONE_VFORK the parent sleeps until the end.
    int status;
    int pid = clone(make, (void *)(STACK_BASE + STACK_SIZE), CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
    if (pid < 0)
        die(125, "isobox: cannot freeze: clone failed");
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    host_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

#endif
