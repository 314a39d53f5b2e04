// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/left_out.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/rows.hpp"
#include "engine/store/time_range.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// The routes of a layer that a range of times holds, and what it could not tell.
class TimeFilter {
public:
    /// `columns` are the layer's. Throws Error{Fault::usage} if the layer has no periods, or if the
    /// text is none of them, no date and no range.
    TimeFilter(const std::string& text, Reader& reader, const Layer& layer,
               const std::vector<std::string>& columns);

    /// Asked about each row once.
    bool passes(const Row& row);

    /// What of the rows it was asked about it could not tell.
    std::vector<std::string> notes() const;

private:
    TimeRange range_;
    std::size_t column_;
    LeftOut timeless_;    ///< Rows without a time.
    LeftOut unreadable_;  ///< Those whose time is no date, as the first one's.
    std::string unreadable_time_;
};

}  // namespace tamga::store
