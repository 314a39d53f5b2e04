// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"
#include "engine/model/features.hpp"

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest {

/// Throws Error{Fault::input} for a text that is longer than that; the reason of a bad record.
void check_length(std::string_view text);

/// "'a', 'b' and 3 more": names for a message, at most twenty of them.
std::string listed(std::span<const std::string> names);

/// Throws Error{Fault::input} if one of Source::columns is not among those that there are.
void require_columns(const Source& source, std::span<const std::string> known);

/// Which of Source::columns features had, where only they say which attributes there are.
class SeenColumns {
public:
    explicit SeenColumns(std::span<const std::string> wanted)
        : wanted_{wanted},
          distinct_{std::set<std::string_view>{wanted.begin(), wanted.end()}.size()} {}

    /// Looks whether the features of a batch have what is wanted.
    void look(const model::Features& batch);
    /// Adds what another batch had.
    void add(const SeenColumns& later);
    /// Throws as require_columns() does, if there were features and none had one of them.
    void require_all(const Source& source) const;

private:
    std::span<const std::string> wanted_;
    std::size_t distinct_;
    std::set<std::string, std::less<>> found_;
    std::set<std::string, std::less<>> others_;  ///< Looked for in batches that lack something.
};

}  // namespace tamga::ingest
