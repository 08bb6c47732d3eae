// Shared by the files of the host. See native/README.md for the contract with TypeScript.
#ifndef ISOBOX_HOST_H
#define ISOBOX_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

// The heap lies below the program. Above it, brk starts within 1 GiB of the highest
// segment and collides with a heap that grows (23 of 400 starts with static glibc, all
// of them under `setarch -R`). 64 KiB is the largest page of aarch64: whatever is mapped
// from a file must be congruent to it, or the same image would not load there.
#define HEAP_BASE 0x10000000UL
#define HEAP_END 0x50000000UL // the text segment; native/build.mjs passes it to the linker
#define HEAP_ALIGN 0x10000UL
#define HEAP_LIMIT (256UL << 20)

// Mapped behind the last block, and left for the exception that says "out of memory":
// without it the engine throws null when small objects filled the heap. The frozen file
// has it as a hole, so that an ordinary start never has to map more.
#define HEAP_RESERVE (128UL << 10)

// Above the limit once the program has failed, for the handler that words the report.
#define HEAP_LAST_WORDS (4UL << 20)

#define HEAP_MAGIC "isobox\x01"
#define PROTECT_SIZE 512

#define ARENA_ROWS 25 // powers of two, 16 B to 256 MiB
#define ARENA_COLUMNS 8

struct free_block;

struct arena {
    uintptr_t top;    // first byte never handed out, or given back from the end
    uintptr_t mapped; // end of the mapping
    uintptr_t fresh;  // from here on the pages were never written
    size_t limit;
    size_t reserve;
    uint32_t row_map;
    uint8_t column_map[ARENA_ROWS];
    struct free_block *bins[ARENA_ROWS][ARENA_COLUMNS];
};

struct rejection {
    struct rejection *next;
    JSValue promise;
    JSValue reason;
};

// First bytes of the heap, and all of the host's state that must survive freezing.
// Nothing in it may belong to a process: argv, environ and limits are read at each start.
struct heap {
    char magic[8];
    uint64_t host_id; // hash of the host that made it
    bool frozen;
    bool making;
    bool parted;     // from a child, once (arena_part)
    int count;       // of references to whatever is immortal
    uint16_t protect_size;
    size_t image_size;
    size_t immortal; // what lies below HEAP_BASE + immortal was frozen; 0 while making
    size_t frozen_used; // by the engine, when it was frozen: no collection gives it back
    JSRuntime *rt;
    JSContext *ctx;
    JSValue entry;
    JSValue uncaught;
    JSValue refused;
    JSValue around[2]; // of attempt and call, or undefined
    JSAtom fd; // "fd": an object that has it stands for that number
    struct rejection *rejections;
    struct arena arena;
    char protect[PROTECT_SIZE]; // names, each ended by a NUL
};

#ifdef HOST_COLD
extern struct heap cold_heap;
#define HEAP (&cold_heap)
#define HEAP_FUNCTIONS (&cold_functions)
#else
#define HEAP ((struct heap *)HEAP_BASE)
#define HEAP_FUNCTIONS (&arena_functions)
#endif

// What was frozen is not counted, not freed and not built upon (engine/changes.mjs).
#ifdef HOST_COLD
#define IS_IMMORTAL(p) false
#else
#define IS_IMMORTAL(p) __builtin_expect((uintptr_t)(p) - HEAP_BASE < HEAP->immortal, 1)
#endif

// layout.c. While a heap is made allocations are counted, and placed by a plan if there is one.
#define PLAN_MAGIC "isoplan\x01"

struct plan {
    char magic[8];
    uint32_t allocations; // in all
    uint32_t count;       // of those with a place
    uint32_t size;        // of all places
    uint32_t written;     // the places up to here are written to
    uint32_t touched;     // the places up to here are touched by a start
    uint32_t shapes;      // words behind the entries: struct plan_shape, one after the other
    struct plan_entry {
        uint32_t number, size, offset;
    } entries[];
};

// A shape that starts were seen to make. Which allocation and which atom is which is the same in each evaluation.
struct plan_shape {
    uint32_t prototype; // the number of its allocation, from 1; 0 for none
    uint32_t room;      // for so many properties: if each that has this shape gets more, for all of them
    uint32_t count;
    struct {
        uint32_t atom, flags;
    } properties[];
};
#define PLAN_SHAPE_WORDS(count) (sizeof(struct plan_shape) / 4 + (count) * 2)

#ifdef HOST_COLD
#define LAYOUT_ON false
#else
#define LAYOUT_ON __builtin_expect(layout.on, 0)
#endif
extern struct layout {
    bool on;
    uint32_t allocations;
} layout;
void layout_begin(const void *plan, size_t size);
void *layout_place(size_t size);
bool layout_has(const void *block);
size_t layout_touched(void);
void layout_make_shapes(JSContext *ctx);
void layout_end(void);

// train.c, in the rehearsing host only
#ifdef HOST_TRAIN
void train_note(const void *block, size_t size);
uint32_t train_number(const void *block);
void train_shape(const void *prototype, uint32_t count, const uint32_t *properties);
long train_answer(JSContext *ctx, int argc, JSValueConst *argv, const long pointers[6]);
void train_exit(void);
void train_shapes(JSContext *ctx, const char *script, void (*settle)(void));
_Noreturn void train_main(const char *script, const char *out);
#else
#define train_note(block, size) ((void)0)
#define train_exit() ((void)0)
#define train_answer(ctx, argc, argv, pointers) 0
#define train_shapes(ctx, script, settle) ((void)0)
#define train_main(script, out) die(125, "host: --train needs the rehearsing host (native/build.mjs train)")
#endif

// Behind all other variables: what every start writes to, libc's variables too, then is in one page, and what is
// large begins in that page's rest. A page that is written to for the first time costs as much as a short call.
#define LAST_IN_MEMORY __attribute__((common))

// This process, not the program: in .bss, so that a frozen heap cannot carry it.
extern int host_argc;
extern char **host_argv;
extern char **environ;

// fail.c
_Noreturn void host_exit(int status);
_Noreturn void host_die(int status, const char *const *parts);
#define die(status, ...) host_die(status, (const char *const[]){__VA_ARGS__, NULL})
void host_write(int fd, const void *bytes, size_t size);
const char *host_errno(long negated, char buffer[static 24]);
const char *host_basename(const char *path);

// raw.h has the system call itself: errors come back negated, errno stays untouched.

// arena.c, and cold.c in its place in the cold build
extern const JSMallocFunctions arena_functions, cold_functions;
void arena_create(void);
size_t arena_size(void);
void arena_begin(void);
void arena_forget_free_blocks(void);
void arena_part(bool child);
void arena_open_reserve(void);

// engine.c: the few places that look inside the engine
void engine_add_intrinsics(JSContext *ctx);
int engine_bytes(JSValueConst value, uint8_t **bytes, size_t *size);
JSValue engine_new_bytes(JSContext *ctx, size_t size, bool view, uint8_t **bytes);
JSValue engine_string(JSContext *ctx, JSValueConst value, const void **units, size_t *count, bool *wide);
JSValue engine_new_string(JSContext *ctx, size_t count, bool wide, void **units);
size_t engine_used(JSRuntime *rt);
bool engine_is_exhausted(JSRuntime *rt);
void engine_clear_free_blocks(JSRuntime *rt);
void engine_forget_free_blocks(JSRuntime *rt);
void engine_sort_atoms(JSRuntime *rt, bool (*first)(const void *block));
bool engine_make_shape(JSContext *ctx, void *prototype, const struct plan_shape *shape);
void engine_forget_shapes(JSRuntime *rt, bool (*keeps)(const void *block));

// codec.c
long codec_encode(const void *units, size_t count, bool wide, uint8_t *out);
size_t codec_measure(const uint8_t *bytes, size_t size, bool *wide);
void codec_decode(const uint8_t *bytes, size_t size, bool wide, void *units);

// strings.c
JSValue host_decode(JSContext *ctx, const void *bytes, size_t size);
JSValue host_strings(JSContext *ctx, char **list, int count);
JSValue js_byte_length(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue js_encode(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue js_decode(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue host_throw_encoding(JSContext *ctx, JSValueConst string, long error);

// syscall.c
JSValue js_syscall(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue js_attempt(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue js_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue js_address(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue js_peek(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);

// bridge.c
void bridge_install(JSContext *ctx);

// run.c
void run_create(bool making);
void run_set_stack(uintptr_t stack_end);
void run_script(const char *name, const char *source, size_t size);
uint8_t *run_compile(const char *name, const char *source, size_t size, size_t *compiled);
void run_bytecode(const uint8_t *bytecode, size_t size);
void run_drain(void);
_Noreturn void run_uncaught(JSValue error, const char *kind);
_Noreturn void run_entry(void);
char *run_read_file(const char *path, uintptr_t at, size_t *size);
char *run_read_fd(long fd, const char *path, uintptr_t at, size_t *size);

// freeze.c
_Noreturn void freeze_main(const char *bundle, const char *out, const char *how, const char *with);
bool freeze_check(void);

// protect.c
void protect_program(void);

#endif
