/* Lets the n-th call that changes what lies below a folder fail, be torn, or be the last one.

   To be preloaded (LD_PRELOAD). It rests until fault_arm() is called, in the process that calls it.
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { REST, COUNT, KILL, TORN, NO_SPACE, IO_ERROR, INTERRUPT };

static char root[PATH_MAX];
static size_t root_length;
static long at, count;
static int kind = REST;

void fault_arm(const char *folder, long number, int how)
{
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
    at = number;
    count = 0;
    kind = how;
}

long fault_count(void) { return count; }

static int below(const char *path)
{
    char whole[PATH_MAX * 2];
    if (kind == REST || path == NULL) return 0;
    if (path[0] != '/') {
        if (getcwd(whole, PATH_MAX) == NULL) return 0;
        strcat(whole, "/");
        strncat(whole, path, PATH_MAX - 1);
        path = whole;
    }
    return strncmp(path, root, root_length) == 0;
}

static int is_ours(int handle)
{
    char link[64], path[PATH_MAX];
    if (kind == REST) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

/* Returns what happens to this call: nothing (0), or the kind of fault. */
static int drawn(int needs_space)
{
    long here = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (kind == COUNT || here < at) return 0;
    if (kind == NO_SPACE) return needs_space ? NO_SPACE : 0;
    if (here > at) return 0;
    if (kind == KILL) kill(getpid(), SIGKILL);
    if (kind == INTERRUPT) { kill(getpid(), SIGINT); return 0; }
    return kind;
}

static int failed(int fault)
{
    errno = fault == NO_SPACE ? ENOSPC : EIO;
    return fault == NO_SPACE || fault == IO_ERROR;
}

#define REAL(name) static typeof(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define END(fault) if ((fault) == TORN) kill(getpid(), SIGKILL)

ssize_t write(int handle, const void *data, size_t size)
{
    REAL(write);
    int fault = is_ours(handle) ? drawn(1) : 0;
    if (fault && failed(fault)) return -1;
    if (fault == TORN) { real(handle, data, size / 2); kill(getpid(), SIGKILL); }
    return real(handle, data, size);
}

#define PWRITE(name, offset_type)                                                       \
    ssize_t name(int handle, const void *data, size_t size, offset_type offset)         \
    {                                                                                   \
        REAL(name);                                                                     \
        int fault = is_ours(handle) ? drawn(1) : 0;                                     \
        if (fault && failed(fault)) return -1;                                          \
        if (fault == TORN) { real(handle, data, size / 2, offset); kill(getpid(), SIGKILL); } \
        return real(handle, data, size, offset);                                        \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define BY_HANDLE(name)                                     \
    int name(int handle)                                    \
    {                                                       \
        REAL(name);                                         \
        int fault = is_ours(handle) ? drawn(0) : 0;         \
        if (fault && failed(fault)) return -1;              \
        int result = real(handle);                          \
        END(fault);                                         \
        return result;                                      \
    }
BY_HANDLE(fsync)
BY_HANDLE(fdatasync)

#define TRUNCATE(name, offset_type)                         \
    int name(int handle, offset_type size)                  \
    {                                                       \
        REAL(name);                                         \
        int fault = is_ours(handle) ? drawn(0) : 0;         \
        if (fault && failed(fault)) return -1;              \
        int result = real(handle, size);                    \
        END(fault);                                         \
        return result;                                      \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define BY_PATH(name, needs_space, parameters, arguments, path) \
    int name parameters                                     \
    {                                                       \
        REAL(name);                                         \
        int fault = below(path) ? drawn(needs_space) : 0;   \
        if (fault && failed(fault)) return -1;              \
        int result = real arguments;                        \
        END(fault);                                         \
        return result;                                      \
    }
BY_PATH(rename, 0, (const char *from, const char *to), (from, to), to)
BY_PATH(renameat, 0, (int a, const char *from, int b, const char *to), (a, from, b, to), to)
BY_PATH(link, 1, (const char *from, const char *to), (from, to), to)
BY_PATH(linkat, 1, (int a, const char *from, int b, const char *to, int how), (a, from, b, to, how), to)
BY_PATH(unlink, 0, (const char *path), (path), path)
BY_PATH(unlinkat, 0, (int folder, const char *path, int how), (folder, path, how), path)
BY_PATH(rmdir, 0, (const char *path), (path), path)
BY_PATH(mkdir, 1, (const char *path, mode_t mode), (path, mode), path)
BY_PATH(mkdirat, 1, (int folder, const char *path, mode_t mode), (folder, path, mode), path)
BY_PATH(chmod, 0, (const char *path, mode_t mode), (path, mode), path)

#define OPEN(name)                                                          \
    int name(const char *path, int flags, ...)                              \
    {                                                                       \
        REAL(name);                                                         \
        mode_t mode = 0;                                                    \
        if (flags & (O_CREAT | O_TMPFILE)) {                                \
            va_list more;                                                   \
            va_start(more, flags);                                          \
            mode = va_arg(more, mode_t);                                    \
            va_end(more);                                                   \
        }                                                                   \
        int changes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC);      \
        int fault = changes && below(path) ? drawn((flags & O_CREAT) != 0) : 0; \
        if (fault && failed(fault)) return -1;                              \
        int result = real(path, flags, mode);                               \
        END(fault);                                                         \
        return result;                                                      \
    }
OPEN(open)
OPEN(open64)
