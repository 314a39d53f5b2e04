// SPDX-License-Identifier: MIT
#include "engine/base/files/spilled_memory.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/temporary_file.hpp"
#include "engine/base/huge_pages.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <thread>

namespace tamga::base {
namespace {

constexpr std::size_t least_counted = std::size_t{16} << 10;
constexpr std::uint64_t bytes_between_looks = std::uint64_t{1} << 20;
constexpr std::size_t segment_bytes = std::size_t{128} << 20;

/// How much memory the process holds now: the second number of statm, in pages. The file stays
/// open, since it is asked for thousands of times.
class Resident {
public:
    Resident() : descriptor_{::open("/proc/self/statm", O_RDONLY | O_CLOEXEC)} {}
    ~Resident() { ::close(descriptor_); }
    Resident(const Resident&) = delete;
    Resident& operator=(const Resident&) = delete;

    std::uint64_t bytes() const {
        std::array<char, 128> text{};
        const auto size = ::pread(descriptor_, text.data(), text.size(), 0);
        const char* const end = text.data() + std::max<ssize_t>(size, 0);
        const char* const second = std::find(static_cast<const char*>(text.data()), end, ' ');
        std::uint64_t pages = 0;
        std::from_chars(std::min(second + 1, end), end, pages);
        return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    }

private:
    int descriptor_;
};

/// A mapped temporary file that blocks are cut off from, one after the other.
class Segment {
public:
    Segment(const std::string& folder, std::size_t bytes) : size_{bytes} {
        const TemporaryFile file{folder, bytes};
        void* const at =
            ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor(), 0);
        if (at == MAP_FAILED) {
            throw Error{Fault::system, fmt::format("cannot map {} bytes of a temporary file: {}",
                                                   bytes, std::strerror(errno))};
        }
        begin_ = static_cast<std::byte*>(at);
    }
    ~Segment() { ::munmap(begin_, size_); }
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;

    std::byte* begin() const { return begin_; }
    std::byte* back() const { return begin_ + size_; }
    std::size_t size() const { return size_; }
    std::size_t room() const { return size_ - used_; }
    bool is_empty() const { return blocks_ == 0; }

    void* cut_off(std::size_t bytes) {
        void* const block = begin_ + used_;
        used_ += bytes;
        ++blocks_;
        return block;
    }

    /// The block's place is not used again. Its room on the disk is given back with the segment's:
    /// a hole in the file would have to be written to the disk at once.
    void give_back() { --blocks_; }

    /// While a file is filled through its mapping the kernel reads ahead in what is not yet there,
    /// and makes pages of up to two megabytes of it: a touch brings back all of one later. These
    /// keep the pages small.
    void begin_small_pages() const { ::madvise(begin_, size_, MADV_RANDOM); }
    void end_small_pages() const { ::madvise(begin_, size_, MADV_NORMAL); }

    void let_go() const { ::madvise(begin_, used_, MADV_DONTNEED); }

private:
    std::byte* begin_ = nullptr;
    std::size_t size_;
    std::size_t used_ = 0;
    std::size_t blocks_ = 0;
};

}  // namespace

struct SpilledMemory::State {
    std::string folder;
    std::uint64_t limit = 0;
    std::uint64_t ordinary_limit = 0;
    Resident resident;

    // The mutex guards what follows: threads ask for blocks while they work, and the keeper looks
    // on.
    mutable std::mutex mutex;
    std::uint64_t ordinary = 0;
    std::map<const std::byte*, std::unique_ptr<Segment>> segments;  // By where they end.
    Segment* open_along = nullptr;
    Segment* open_scattered = nullptr;
    std::uint64_t spilled = 0;
    std::uint64_t most_spilled = 0;
    std::uint64_t since_look = 0;
    std::condition_variable ended;
    bool is_over = false;
    // Nobody else can know when pages that the kernel brought back are too many: they come without
    // a call.
    std::thread keeper;

    void* spill(Reading reading, std::size_t bytes) {
        Segment*& open = reading == Reading::along ? open_along : open_scattered;
        if (open == nullptr || open->room() < bytes) {
            auto segment = std::make_unique<Segment>(folder, std::max(bytes, segment_bytes));
            if (open != nullptr) {
                end(*open);
            }
            open = segment.get();
            segments.emplace(segment->back(), std::move(segment));
            if (reading == Reading::scattered) {
                open->begin_small_pages();
            }
            if (!keeper.joinable()) {
                keeper = std::thread{[this] { keep(); }};
            }
        }
        spilled += bytes;
        most_spilled = std::max(most_spilled, spilled);
        since_look += bytes;
        if (since_look >= bytes_between_looks) {
            since_look = 0;
            keep_within_limit();
        }
        return open->cut_off(bytes);
    }

    /// True if the process holds clearly less than the limit afterwards.
    bool keep_within_limit() {
        // Between two looks a tenth of a gigabyte comes back on two busy cores.
        const std::uint64_t enough = limit / 8 * 7;
        if (resident.bytes() < enough) {
            return true;
        }
        for (const auto& [end, segment] : segments) {
            segment->let_go();
        }
        return resident.bytes() < enough / 10 * 9;
    }

    /// Nothing more is cut off from it.
    void end(Segment& segment) {
        if (segment.is_empty()) {
            close(segment);
        } else {
            segment.end_small_pages();
        }
    }

    void close(Segment& segment) {
        for (Segment** open : {&open_along, &open_scattered}) {
            *open = *open == &segment ? nullptr : *open;
        }
        segments.erase(segment.back());
    }

    Segment* segment_of(const void* block) const {
        const auto found = segments.upper_bound(static_cast<const std::byte*>(block));
        return found != segments.end() && found->second->begin() <= block ? found->second.get()
                                                                          : nullptr;
    }

    /// Looks every few milliseconds, less often where letting go does not help.
    void keep() {
        using std::chrono::milliseconds;
        std::unique_lock lock{mutex};
        milliseconds pause{5};
        while (!ended.wait_for(lock, pause, [this] { return is_over; })) {
            pause = milliseconds{keep_within_limit() ? 5 : 50};
        }
    }
};

/// Gives what it takes back to whom it belongs, who knows all blocks.
class SpilledMemory::Scattered final : public std::pmr::memory_resource {
public:
    explicit Scattered(SpilledMemory& memory) : memory_{&memory} {}

private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        return memory_->allocate_for(Reading::scattered, bytes, alignment);
    }
    void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override {
        memory_->deallocate(block, bytes, alignment);
    }
    bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }

    SpilledMemory* memory_;
};

SpilledMemory::SpilledMemory(Limits limits)
    : state_{std::make_unique<State>()}, scattered_{std::make_unique<Scattered>(*this)} {
    state_->folder = TemporaryFile::folder_or_default(limits.folder);
    state_->limit = limits.resident_bytes == 0 ? half_of_all() : limits.resident_bytes;
    // The rest is for the program itself, for what is not counted, and for spilled pages in use.
    state_->ordinary_limit = state_->limit / 4;
}

SpilledMemory::~SpilledMemory() {
    {
        const std::lock_guard lock{state_->mutex};
        state_->is_over = true;
    }
    state_->ended.notify_all();
    if (state_->keeper.joinable()) {
        state_->keeper.join();
    }
}

std::pmr::memory_resource& SpilledMemory::scattered() { return *scattered_; }

void SpilledMemory::keep_within_limit() {
    const std::lock_guard lock{state_->mutex};
    if (!state_->segments.empty()) {
        state_->keep_within_limit();
    }
}

void keep_within_limit(std::pmr::memory_resource* memory) {
    if (auto* const spilled = dynamic_cast<SpilledMemory*>(memory)) {
        spilled->keep_within_limit();
    }
}

std::uint64_t SpilledMemory::limit_bytes() const { return state_->limit; }

std::uint64_t SpilledMemory::most_spilled_bytes() const {
    const std::lock_guard lock{state_->mutex};
    return state_->most_spilled;
}

void SpilledMemory::prefault(void* block, std::size_t bytes) {
    {
        const std::lock_guard lock{state_->mutex};
        if (state_->segment_of(block) != nullptr) {
            return;
        }
    }
    base::prefault(block, bytes);
}

void* SpilledMemory::allocate_for(Reading reading, std::size_t bytes, std::size_t alignment) {
    if (bytes >= least_counted) {
        const std::lock_guard lock{state_->mutex};
        if (state_->ordinary + bytes > state_->ordinary_limit) {
            return state_->spill(reading, whole_pages(bytes));
        }
        state_->ordinary += bytes;
    }
    return bytes >= huge_page ? map_huge(bytes)
                              : ::operator new (bytes, std::align_val_t{alignment});
}

void SpilledMemory::do_deallocate(void* block, std::size_t bytes, std::size_t alignment) {
    if (bytes >= least_counted) {
        const std::lock_guard lock{state_->mutex};
        if (Segment* const segment = state_->segment_of(block)) {
            segment->give_back();
            state_->spilled -= whole_pages(bytes);
            if (segment->is_empty()) {
                state_->close(*segment);
            }
            return;
        }
        state_->ordinary -= bytes;
    }
    if (bytes >= huge_page) {
        unmap_huge(block, bytes);
    } else {
        ::operator delete (block, std::align_val_t{alignment});
    }
}

std::uint64_t SpilledMemory::half_of_all() {
    const auto pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
    std::uint64_t all = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    std::ifstream group{"/sys/fs/cgroup/memory.max"};
    std::uint64_t most = 0;
    if (group >> most) {  // "max" is no number: no limit.
        all = std::min(all, most);
    }
    return all / 2;
}

}  // namespace tamga::base
