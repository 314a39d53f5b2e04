// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>

namespace tamga::base {

/// Memory for large arrays that together may be more than the process should hold.
///
/// Blocks are ordinary memory up to a share of the limit; further ones are mapped from temporary
/// files without a name, so that nothing is left behind however the process ends. When the process
/// holds more than the limit, the pages of those files are let go of; the kernel brings back what
/// is touched again. What is computed with the arrays does not depend on any of this.
///
/// Blocks below 16 KiB are always ordinary memory and not counted. Used from several threads.
class SpilledMemory final : public std::pmr::memory_resource {
public:
    struct Limits {
        std::uint64_t resident_bytes =
            0;                    ///< What the whole process should hold; 0: half_of_all().
        std::string folder = {};  ///< For temporary files; empty: what the system says.
    };

    /// Nothing is written before it is needed. Throws Error{Fault::usage} if there is no such
    /// folder.
    explicit SpilledMemory(Limits limits);
    ~SpilledMemory() override;
    SpilledMemory(const SpilledMemory&) = delete;
    SpilledMemory& operator=(const SpilledMemory&) = delete;

    /// The same memory for arrays of which small pieces far apart will be read together. Lives as
    /// long as this object.
    std::pmr::memory_resource& scattered();

    /// Lets go of spilled pages if the process holds too much. Called now and then by those who
    /// read large arrays: on a busy machine they outrun the thread that looks by itself.
    void keep_within_limit();

    /// Brings the pages of a block into memory on all cores, unless it lies in a temporary file.
    /// For a block that one thread is about to fill, and will use all of.
    void prefault(void* block, std::size_t bytes);

    /// What the whole process should hold.
    std::uint64_t limit_bytes() const;
    /// The most that lay in temporary files at a time.
    std::uint64_t most_spilled_bytes() const;

    /// Half of the memory of the machine, or of the control group the process is in if it has less.
    static std::uint64_t half_of_all();

private:
    enum class Reading { along, scattered };
    class Scattered;

    void* allocate_for(Reading reading, std::size_t bytes, std::size_t alignment);
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        return allocate_for(Reading::along, bytes, alignment);
    }
    void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override;
    bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }

    struct State;
    std::unique_ptr<State> state_;
    std::unique_ptr<Scattered> scattered_;
};

/// The same for what lies in `memory`, if that is a SpilledMemory; nothing for any other.
void keep_within_limit(std::pmr::memory_resource* memory);

}  // namespace tamga::base
