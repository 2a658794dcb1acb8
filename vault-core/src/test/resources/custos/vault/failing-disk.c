/*
 * A disk that has no more room, or cannot be written at all, while a file says so. For LD_PRELOAD on
 * Linux.
 *
 * CUSTOS_FOLDERS the folders on that disk, separated by ':'
 * CUSTOS_DISK    the file: while it is there, writes fail; when it begins with 'f' (full) only those
 *                that make a file longer, otherwise all of them
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

static int watched(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t named = readlink(link, path, sizeof path - 1);
    const char *folder = getenv("CUSTOS_FOLDERS");
    path[named < 0 ? 0 : named] = 0;
    while (folder != NULL && *folder != 0) {
        size_t length = strcspn(folder, ":");
        if (strncmp(path, folder, length) == 0 && path[length] == '/') {
            return 1;
        }
        folder += length + (folder[length] == ':');
    }
    return 0;
}

/* Whether a write up to this place fails, with errno set. */
static int fails(int fd, off64_t end) {
    const char *says = getenv("CUSTOS_DISK");
    int (*real)(const char *, int, ...) = REAL(open);
    int state = says == NULL || !watched(fd) ? -1 : real(says, O_RDONLY | O_CLOEXEC);
    if (state < 0) {
        return 0;
    }
    char kind = 0;
    struct stat found;
    if (read(state, &kind, 1) < 0) {
        kind = 0;
    }
    close(state);
    if (kind == 'f' && fstat(fd, &found) == 0 && end <= found.st_size) {
        return 0;
    }
    errno = kind == 'f' ? ENOSPC : EROFS;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    ssize_t (*real)(int, const void *, size_t) = REAL(write);
    off64_t at = lseek(fd, 0, SEEK_CUR);
    return at >= 0 && fails(fd, at + length) ? -1 : real(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    ssize_t (*real)(int, const void *, size_t, off_t) = REAL(pwrite);
    return fails(fd, at + length) ? -1 : real(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = REAL(pwrite64);
    return fails(fd, at + length) ? -1 : real(fd, bytes, length, at);
}

int ftruncate(int fd, off_t size) {
    int (*real)(int, off_t) = REAL(ftruncate);
    return fails(fd, size) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    int (*real)(int, off64_t) = REAL(ftruncate64);
    return fails(fd, size) ? -1 : real(fd, size);
}
