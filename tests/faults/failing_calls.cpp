// SPDX-License-Identifier: MIT
//
// A library for LD_PRELOAD that makes one call of the system fail, as a disk would. What is said in
// TAMGA_FAULT: "fsync 3 5" fails the third fsync() with error 5 (EIO), "write 3 28 +" the third and
// all after it (28 is ENOSPC). Calls go by their plain names: "write" is pwrite(), too, "rename"
// renameat2(), and "open" those calls that are to write. Only what touches files counts, so that
// messages are never lost. A file named by TAMGA_FAULT_HIT is made when a call failed.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <sstream>
#include <string>

namespace {

struct Plan {
    Plan() {
        const char* const text = std::getenv("TAMGA_FAULT");
        std::istringstream words{text == nullptr ? "" : text};
        std::string more;
        words >> call >> number >> error >> more;
        onwards = more == "+";
    }

    std::string call;
    long number = 0;
    int error = 0;
    bool onwards = false;
};

bool fails(const char* call) {
    static const Plan plan;
    static std::atomic<long> calls{0};  // Of any thread.
    if (plan.call != call) {
        return false;
    }
    const long number = ++calls;
    if (number != plan.number && !(plan.onwards && number > plan.number)) {
        return false;
    }
    if (const char* const hit = std::getenv("TAMGA_FAULT_HIT")) {
        const long file = ::syscall(SYS_openat, AT_FDCWD, hit, O_CREAT | O_WRONLY, 0666);
        ::syscall(SYS_close, file);
    }
    errno = plan.error;
    return true;
}

bool is_file(int descriptor) {
    struct stat about {};
    return descriptor > STDERR_FILENO && ::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode);
}

bool is_to_write(int flags) { return (flags & O_ACCMODE) != O_RDONLY; }

template <class Call>
Call original(const char* name) {
    return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

mode_t mode_of(int flags, va_list rest) {
    const bool given = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return given ? va_arg(rest, mode_t) : 0;
}

using Open = int (*)(const char*, int, ...);
using OpenAt = int (*)(int, const char*, int, ...);

}  // namespace

// The names are the C library's, and those with 64 are others there.
extern "C" {

int fsync(int descriptor) {
    return fails("fsync") ? -1 : original<int (*)(int)>("fsync")(descriptor);
}

int fdatasync(int descriptor) {
    return fails("fsync") ? -1 : original<int (*)(int)>("fdatasync")(descriptor);
}

int syncfs(int descriptor) noexcept {
    return fails("fsync") ? -1 : original<int (*)(int)>("syncfs")(descriptor);
}

int rename(const char* from, const char* to) noexcept {
    return fails("rename") ? -1 : original<int (*)(const char*, const char*)>("rename")(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
    using Call = int (*)(int, const char*, int, const char*, unsigned);
    return fails("rename") ? -1
                           : original<Call>("renameat2")(from_folder, from, to_folder, to, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
    return fails("mkdir") ? -1 : original<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

int ftruncate(int descriptor, off_t size) noexcept {
    return fails("write") ? -1 : original<int (*)(int, off_t)>("ftruncate")(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) noexcept {
    return fails("write") ? -1 : original<int (*)(int, off64_t)>("ftruncate64")(descriptor, size);
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    using Call = ssize_t (*)(int, const void*, std::size_t);
    return is_file(descriptor) && fails("write") ? -1
                                                 : original<Call>("write")(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
    using Call = ssize_t (*)(int, const void*, std::size_t, off_t);
    return fails("write") ? -1 : original<Call>("pwrite")(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t offset) {
    using Call = ssize_t (*)(int, const void*, std::size_t, off64_t);
    return fails("write") ? -1 : original<Call>("pwrite64")(descriptor, bytes, size, offset);
}

int posix_fallocate(int descriptor, off_t offset, off_t size) {
    using Call = int (*)(int, off_t, off_t);
    return fails("fallocate") ? errno : original<Call>("posix_fallocate")(descriptor, offset, size);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t size) {
    using Call = int (*)(int, off64_t, off64_t);
    return fails("fallocate") ? errno
                              : original<Call>("posix_fallocate64")(descriptor, offset, size);
}

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return is_to_write(flags) && fails("open") ? -1 : original<Open>("open")(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return is_to_write(flags) && fails("open") ? -1 : original<Open>("open64")(path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return is_to_write(flags) && fails("open")
               ? -1
               : original<OpenAt>("openat")(folder, path, flags, mode);
}

}  // extern "C"
