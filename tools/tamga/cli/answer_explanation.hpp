// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/explanation.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace tamga::cli {

/// What --explain says of a question that has been answered.
struct Explained {
    std::string question;
    std::string answers;  ///< What it is a question for, in words.
    store::Explanation found;
    std::uint64_t rows = 0;  ///< Of the answer.
    double asking_s = 0;     ///< In the store.
    double writing_s = 0;
};

/// One line of JSON; what the asker should know goes into it as caveats.
std::string explanation_json(const Explained& explained, std::span<const std::string> notes);

}  // namespace tamga::cli
