// SPDX-License-Identifier: MIT
//
// What the fuzz targets have in common. A target is one file: LLVMFuzzerTestOneInput() hands the
// bytes to one reader of foreign bytes. What the engine refuses with tamga::Error is an answer; a
// crash, another exception, a property that does not hold, a second too many is a finding.
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
/// Called once, before the first input, by targets that have it.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);

namespace tamga::fuzz {

inline ByteView bytes(const std::uint8_t* data, std::size_t size) { return {data, size}; }
inline std::string_view text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Runs `work`; true if it was not refused.
template <class Work>
bool accepted(Work&& work) {
    try {
        std::forward<Work>(work)();
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// Ends the program, as a sanitizer does, if a property does not hold.
void require(bool holds, std::string_view property);

/// A file that is only in memory, for readers that want a path.
class MemoryFile {
public:
    explicit MemoryFile(ByteView content);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    const std::string& path() const noexcept { return path_; }
    /// Writes over what is there.
    void put(std::size_t offset, ByteView content) const;

private:
    int descriptor_ = -1;
    std::string path_;
};

/// The path of a small gazetteer, made of fixtures/place when it is first asked for. Under the
/// sanitizers that takes seconds, so a target asks in LLVMFuzzerInitialize(), where time is not
/// measured.
const std::string& small_gazetteer();

}  // namespace tamga::fuzz
