// SPDX-License-Identifier: MIT
#include "engine/model/texts.hpp"

#include <algorithm>
#include <cstring>

namespace tamga::model {
namespace {

constexpr std::size_t smallest_chunk = std::size_t{4} << 10;
constexpr std::size_t largest_chunk = std::size_t{256} << 10;

std::uint64_t mixed(std::uint64_t value, std::uint64_t factor) {
    const std::uint64_t product = value * factor;  // Its high bits depend on all of `value`.
    return product ^ (product >> 32);
}

/// Only spreads; the order of anything visible never depends on it.
std::uint64_t hash_of(std::string_view text) {
    constexpr std::uint64_t a = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio.
    constexpr std::uint64_t b = 0xD6E8FEB86659FD93;
    std::uint64_t hash = text.size() * a;
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        hash = mixed(hash ^ word, b);
        text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    return mixed(hash ^ rest, a);
}

}  // namespace

std::string_view Texts::keep(std::string_view text) {
    if (text.empty()) {
        return "";
    }
    if ((used_ + 1) * 2 > table_.size()) {
        grow();
    }
    const std::uint64_t hash = hash_of(text);
    const std::size_t mask = table_.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
        Entry& entry = table_[i];
        if (entry.text.data() == nullptr) {
            entry = {hash, copy(text)};
            ++used_;
            return entry.text;
        }
        if (entry.hash == hash && entry.text == text) {
            return entry.text;
        }
    }
}

std::string_view Texts::copy(std::string_view text) {
    if (text.size() > free_size_) {
        const std::size_t ordinary =
            std::min(largest_chunk, smallest_chunk << std::min<std::size_t>(chunks_.size(), 6));
        const std::size_t size = std::max(ordinary, text.size());
        chunks_.push_back(std::unique_ptr<char[]>{new char[size]});
        if (size > ordinary) {  // A chunk of its own; what is free elsewhere stays in use.
            std::memcpy(chunks_.back().get(), text.data(), text.size());
            return {chunks_.back().get(), text.size()};
        }
        free_ = chunks_.back().get();
        free_size_ = size;
    }
    std::memcpy(free_, text.data(), text.size());
    const std::string_view kept{free_, text.size()};
    free_ += text.size();
    free_size_ -= text.size();
    return kept;
}

void Texts::grow() {
    std::vector<Entry> old(std::max<std::size_t>(64, table_.size() * 2));
    old.swap(table_);
    const std::size_t mask = table_.size() - 1;
    for (const Entry& entry : old) {
        if (entry.text.data() != nullptr) {
            std::size_t i = entry.hash & mask;
            while (table_[i].text.data() != nullptr) {
                i = (i + 1) & mask;
            }
            table_[i] = entry;
        }
    }
}

}  // namespace tamga::model
