// SPDX-License-Identifier: MIT
#include "engine/place/key_table.hpp"

namespace tamga::place {

std::string_view to_string(NameRole role) {
    switch (role) {
        case NameRole::name:
            return "name";
        case NameRole::local:
            return "local";
        case NameRole::other:
            return "other";
        case NameRole::abbreviation:
            return "short";
        case NameRole::demonym:
            return "demonym";
    }
    return "other";
}

KeyTable::Entry KeyTable::find(std::string_view key, std::uint64_t hash) const {
    if (key.empty() || slots_.empty() || !sieve_.may_have(hash)) {
        return {};
    }
    const auto upper = static_cast<std::uint32_t>(hash >> 32);
    std::size_t i = slot(hash, slots_.size());
    for (std::size_t step = 0; step < most_steps; ++step, i = i + 1 == slots_.size() ? 0 : i + 1) {
        const KeyRecord& record = slots_[i];
        if (record.text == 0) {
            return {};
        }
        // The key is followed by its zero, so that it is compared as a whole.
        if (record.hash == upper && record.text + key.size() < strings_.size() &&
            strings_.substr(record.text, key.size()) == key &&
            strings_[record.text + key.size()] == '\0') {
            const std::size_t end = std::size_t{record.postings} + record.count;
            return {end <= postings_.size() ? postings_.subspan(record.postings, record.count)
                                            : std::span<const std::uint32_t>{},
                    record.bits};
        }
    }
    return {};
}

}  // namespace tamga::place
