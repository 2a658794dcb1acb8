/*
 * Notes every change that a process makes to files below some folders, in order, with every call
 * that makes them durable, and what it says on standard output. For LD_PRELOAD on Linux.
 *
 * CUSTOS_RECORD  the folders, separated by ':'
 * CUSTOS_JOURNAL where the notes go: kind u8 | length of name u32 | name | at u64 | length u64 | bytes,
 *                in the machine's byte order
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal = -2;

#define REAL(name) (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

static void put(const void *bytes, size_t length) {
    ssize_t (*real)(int, const void *, size_t) = REAL(write);
    const char *at = bytes;
    while (length > 0) {
        ssize_t done = real(journal, at, length);
        if (done <= 0) {
            abort();
        }
        at += done;
        length -= done;
    }
}

/* The caller holds the lock. */
static void note(char kind, const char *name, uint64_t at, const void *bytes, uint64_t length) {
    if (journal == -2) {
        const char *path = getenv("CUSTOS_JOURNAL");
        int (*real)(const char *, int, ...) = REAL(open);
        journal = path == NULL ? -1 : real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (journal >= 0) {
        uint32_t named = strlen(name);
        put(&kind, 1);
        put(&named, sizeof named);
        put(name, named);
        put(&at, sizeof at);
        put(&length, sizeof length);
        put(bytes, length);
    }
}

static int watched(const char *path) {
    const char *folder = getenv("CUSTOS_RECORD");
    while (folder != NULL && *folder != 0) {
        size_t length = strcspn(folder, ":");
        if (strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0)) {
            return 1;
        }
        folder += length + (folder[length] == ':');
    }
    return 0;
}

static int named(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    return watched(path);
}

/* A change and its note are one step: the order of notes is that of changes. */
#define NOTED(fd, call, kind, at, bytes, length)      \
    char path[PATH_MAX];                              \
    if (!named(fd, path)) {                           \
        return call;                                  \
    }                                                 \
    pthread_mutex_lock(&lock);                        \
    __typeof__(call) result = call;                   \
    if (result >= 0) {                                \
        note(kind, path, at, bytes, length);          \
    }                                                 \
    pthread_mutex_unlock(&lock);                      \
    return result;

ssize_t write(int fd, const void *bytes, size_t length) {
    ssize_t (*real)(int, const void *, size_t) = REAL(write);
    if (fd == STDOUT_FILENO) {
        pthread_mutex_lock(&lock);
        ssize_t said = real(fd, bytes, length);
        note('o', "", 0, bytes, said < 0 ? 0 : said);
        pthread_mutex_unlock(&lock);
        return said;
    }
    NOTED(fd, real(fd, bytes, length), 'w', lseek(fd, 0, SEEK_CUR) - result, bytes, result)
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    ssize_t (*real)(int, const void *, size_t, off_t) = REAL(pwrite);
    NOTED(fd, real(fd, bytes, length, at), 'w', at, bytes, result)
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = REAL(pwrite64);
    NOTED(fd, real(fd, bytes, length, at), 'w', at, bytes, result)
}

/* Nothing of ours gathers writes; whoever begins to would go unnoticed. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    ssize_t (*real)(int, const struct iovec *, int) = REAL(writev);
    NOTED(fd, real(fd, parts, count), '!', 0, "", 0)
}

int ftruncate(int fd, off_t size) {
    int (*real)(int, off_t) = REAL(ftruncate);
    NOTED(fd, real(fd, size), 't', size, "", 0)
}

int ftruncate64(int fd, off64_t size) {
    int (*real)(int, off64_t) = REAL(ftruncate64);
    NOTED(fd, real(fd, size), 't', size, "", 0)
}

int fsync(int fd) {
    int (*real)(int) = REAL(fsync);
    NOTED(fd, real(fd), 's', 0, "", 0)
}

int fdatasync(int fd) {
    int (*real)(int) = REAL(fdatasync);
    NOTED(fd, real(fd), 's', 0, "", 0)
}

int rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = REAL(rename);
    pthread_mutex_lock(&lock);
    int result = real(from, to);
    if (result == 0 && (watched(from) || watched(to))) {
        note('r', from, 0, to, strlen(to));
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int unlink(const char *path) {
    int (*real)(const char *) = REAL(unlink);
    pthread_mutex_lock(&lock);
    int result = real(path);
    if (result == 0 && watched(path)) {
        note('u', path, 0, "", 0);
    }
    pthread_mutex_unlock(&lock);
    return result;
}
