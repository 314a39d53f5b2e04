// SPDX-License-Identifier: MIT
//
// A part of the reader of MBTiles and of its checks.
#pragma once

#include "engine/archive/formats.hpp"
#include "engine/base/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tamga::archive {

/// An MBTiles file that is open so that whatever is in it takes no more than its size is worth.
struct MbtilesFile {
    /// Throws Error{Fault::input} if it is no database, or is cut short.
    explicit MbtilesFile(const std::string& path, Patience patience = std::nullopt);

    /// To be called before each question.
    void allow_question();

    base::Database database;
    std::uint64_t steps = 0;  ///< That SQLite may take for one question.
    Patience time{};
};

}  // namespace tamga::archive
