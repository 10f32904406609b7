/* Has one call to the system fail, once: the one of a kind and number that the surroundings name.

   Only calls on what lies below FAIL_BELOW count. FAIL_KIND, FAIL_NUMBER (from 1) and FAIL_ERRNO
   say which one fails and how; without a kind every call is only counted. FAIL_LOG names a file that
   gets one line a call: kind and path. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int number;

static int fails(const char *kind, const char *path)
{
    const char *below = getenv("FAIL_BELOW"), *log = getenv("FAIL_LOG");
    const char *wanted = getenv("FAIL_KIND");
    if (!below || !path || strncmp(path, below, strlen(below)) != 0)
        return 0;
    if (log) {
        static ssize_t (*really)(int, const void *, size_t);
        static int (*really_open)(const char *, int, ...);
        char line[PATH_MAX + 32];
        int length = snprintf(line, sizeof line, "%s %s\n", kind, path);
        if (!really) {
            really = dlsym(RTLD_NEXT, "write");
            really_open = dlsym(RTLD_NEXT, "open");
        }
        int file = really_open(log, O_WRONLY | O_APPEND | O_CREAT, 0600);
        really(file, line, length);
        close(file);
    }
    if (!wanted || strcmp(wanted, kind) != 0 || ++number != atoi(getenv("FAIL_NUMBER")))
        return 0;
    errno = atoi(getenv("FAIL_ERRNO"));
    return 1;
}

static const char *path_of(int file, char *path)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
    return path;
}

#define REALLY(type, name, ...) \
    static type (*really)(__VA_ARGS__); \
    if (!really) \
        really = dlsym(RTLD_NEXT, name)

#define OPENS(name) \
    int name(const char *path, int flags, ...) \
    { \
        REALLY(int, #name, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        return fails("open", path) ? -1 : really(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        REALLY(int, #name, int, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        return fails("open", path) ? -1 : really(folder, path, flags, mode); \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

#define ON_FILE(type, name, kind, declared, ...) \
    type name declared \
    { \
        static type(*really) declared; \
        char path[PATH_MAX]; \
        if (!really) \
            really = dlsym(RTLD_NEXT, #name); \
        return fails(kind, path_of(file, path)) ? -1 : really(__VA_ARGS__); \
    }
ON_FILE(ssize_t, write, "write", (int file, const void *data, size_t size), file, data, size)
ON_FILE(ssize_t, pwrite, "write", (int file, const void *data, size_t size, off_t at), file, data,
        size, at)
ON_FILE(ssize_t, pwrite64, "write", (int file, const void *data, size_t size, off64_t at), file,
        data, size, at)
ON_FILE(ssize_t, read, "read", (int file, void *data, size_t size), file, data, size)
ON_FILE(ssize_t, pread, "read", (int file, void *data, size_t size, off_t at), file, data, size, at)
ON_FILE(ssize_t, pread64, "read", (int file, void *data, size_t size, off64_t at), file, data, size,
        at)
ON_FILE(int, fsync, "fsync", (int file), file)
ON_FILE(int, fdatasync, "fsync", (int file), file)
ON_FILE(int, ftruncate, "truncate", (int file, off_t size), file, size)
ON_FILE(int, ftruncate64, "truncate", (int file, off64_t size), file, size)
ON_FILE(int, flock, "flock", (int file, int how), file, how)
ON_FILE(int, fchmod, "chmod", (int file, mode_t mode), file, mode)

#define ON_PATH(type, name, kind, declared, ...) \
    type name declared \
    { \
        static type(*really) declared; \
        if (!really) \
            really = dlsym(RTLD_NEXT, #name); \
        return fails(kind, path) ? -1 : really(__VA_ARGS__); \
    }
ON_PATH(int, rename, "rename", (const char *path, const char *to), path, to)
ON_PATH(int, unlink, "unlink", (const char *path), path)
ON_PATH(int, mkdir, "mkdir", (const char *path, mode_t mode), path, mode)
ON_PATH(int, chmod, "chmod", (const char *path, mode_t mode), path, mode)

#define LOCKS(name) \
    int name(int file, int what, ...) \
    { \
        REALLY(int, #name, int, int, ...); \
        char path[PATH_MAX]; \
        va_list more; \
        va_start(more, what); \
        void *argument = va_arg(more, void *); \
        va_end(more); \
        if ((what == F_SETLK || what == F_SETLKW) && fails("lock", path_of(file, path))) \
            return -1; \
        return really(file, what, argument); \
    }
LOCKS(fcntl)
LOCKS(fcntl64)
