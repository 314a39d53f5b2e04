// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tamga::model {

/// A set of texts in few allocations. What keep() returned stays valid until the set is destroyed,
/// also when the set is moved.
class Texts {
public:
    /// A copy of `text`; the same copy for equal texts.
    std::string_view keep(std::string_view text);

private:
    struct Entry {
        std::uint64_t hash = 0;
        std::string_view text = {};
    };

    std::string_view copy(std::string_view text);
    void grow();

    std::vector<Entry> table_;  // Open addressing; a free entry has text.data() == nullptr.
    std::size_t used_ = 0;
    std::vector<std::unique_ptr<char[]>> chunks_;
    char* free_ = nullptr;  // In the last chunk made for small texts.
    std::size_t free_size_ = 0;
};

}  // namespace tamga::model
