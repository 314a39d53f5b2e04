// SPDX-License-Identifier: MIT
#include "engine/ingest/columns.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/ingest/input.hpp"
#include "engine/ingest/parse/limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::ingest {
namespace {

constexpr std::size_t most_listed = 20;
constexpr std::size_t most_kept = 1000;

}  // namespace

void check_length(std::string_view text) {
    if (text.size() > longest_text) {
        throw Error{Fault::input, fmt::format("a text of {} bytes; the longest that is kept has {}",
                                              text.size(), longest_text)};
    }
}

std::string listed(std::span<const std::string> names) {
    std::string text;
    for (const std::string& name : names.first(std::min(names.size(), most_listed))) {
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", name);
    }
    return names.size() > most_listed
               ? fmt::format("{} and {} more", text, names.size() - most_listed)
               : text;
}

void require_columns(const Source& source, std::span<const std::string> known) {
    for (const std::string& wanted : source.columns) {
        if (std::ranges::find(known, wanted) == known.end()) {
            throw Error{Fault::input,
                        fmt::format("{}: has no column '{}'{}; it has {}", called(source.path),
                                    wanted, base::did_you_mean(wanted, known),
                                    known.empty() ? "none" : listed(known))};
        }
    }
}

void SeenColumns::look(const model::Features& batch) {
    const auto each = [&](const auto& take) {
        for (std::size_t i = 0; i < batch.size() && found_.size() < distinct_; ++i) {
            std::ranges::for_each(batch[i].attributes, take, &model::Attribute::name);
        }
    };
    each([&](std::string_view name) {
        if (std::ranges::find(wanted_, name) != wanted_.end()) {
            found_.emplace(name);
        }
    });
    each([&](std::string_view name) {
        if (others_.size() < most_kept) {
            others_.emplace(name);
        }
    });
}

void SeenColumns::add(const SeenColumns& later) {
    found_.insert(later.found_.begin(), later.found_.end());
    others_.insert(later.others_.begin(), later.others_.end());
}

void SeenColumns::require_all(const Source& source) const {
    std::vector<std::string> known{others_.begin(), others_.end()};
    std::ranges::copy_if(found_, std::back_inserter(known),
                         [&](const std::string& name) { return !others_.contains(name); });
    const bool any_features = !found_.empty() || !others_.empty();
    if (any_features) {
        require_columns(source, known);
    }
}

}  // namespace tamga::ingest
