// SPDX-License-Identifier: MIT
#include "engine/ingest/stream.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/ingest/input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tamga::ingest {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 20;
constexpr int look_up_ms = 100;        // How often interrupts are looked for.
constexpr int longest_wait_ms = 2000;  // For somebody who writes into a pipe.

[[noreturn]] void fail(const std::string& path, const std::string& why) {
    throw Error{Fault::input, called(path) + ": " + why};
}

class Descriptor {
public:
    explicit Descriptor(const std::string& path)
        // Without waiting: a pipe that nobody writes into would not even hear a signal.
        : number_{path == "-" ? STDIN_FILENO
                              : ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)} {
        if (number_ < 0) {
            fail(path, std::strerror(errno));
        }
    }
    ~Descriptor() {
        if (number_ != STDIN_FILENO) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const noexcept { return number_; }

private:
    int number_;
};

/// /dev/zero never ends, and a disk is no map. /dev/null is empty.
void refuse_device(int number, const std::string& path) {
    struct stat about {};
    const bool device = ::fstat(number, &about) == 0 && S_ISCHR(about.st_mode);
    if (device && ::isatty(number) == 0 && about.st_rdev != makedev(1, 3)) {
        fail(path, "is a device, not a file");
    }
}

/// Reads into `room` and returns how much; 0 at the end.
std::size_t read_some(int number, Bytes& room, bool any_before, const std::string& path) {
    for (int waited_ms = 0;;) {
        base::stop_if_interrupted();
        pollfd wait{.fd = number, .events = POLLIN, .revents = 0};
        const bool ready = ::poll(&wait, 1, look_up_ms) > 0;
        if (!ready && path == "-") {
            continue;  // It may be one that blocks.
        }
        const ssize_t got = ::read(number, room.data(), room.size());
        if (got > 0 || (got == 0 && (ready || any_before))) {
            return static_cast<std::size_t>(got);
        }
        if (got < 0 && errno != EAGAIN && errno != EINTR) {
            fail(path, std::strerror(errno));
        }
        // No data: from a pipe without a writer it is the end that is read.
        waited_ms += got == 0 ? look_up_ms : 0;
        if (waited_ms > longest_wait_ms) {
            fail(path, "is a pipe that nobody writes into; start its writer first");
        }
    }
}

}  // namespace

bool is_stream(const std::string& path) {
    struct stat about {};
    return path == "-" || (::stat(path.c_str(), &about) == 0 &&
                           (S_ISFIFO(about.st_mode) || S_ISCHR(about.st_mode)));
}

base::MappedFile read_stream(const std::string& path, const std::string& temporary) {
    const Descriptor file{path};
    refuse_device(file.number(), path);
    base::TemporaryFile all{temporary};
    Bytes some(chunk);
    bool any = false;
    while (const std::size_t got = read_some(file.number(), some, any, path)) {
        all.append(ByteView{some}.first(got));
        any = true;
    }
    return base::MappedFile{all};
}

}  // namespace tamga::ingest
