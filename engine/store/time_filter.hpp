// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/time_range.hpp"

#include <cstdint>
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
    bool passes(const std::vector<model::Value>& values);

    /// What of the rows it was asked about it could not tell.
    std::vector<std::string> notes() const;

private:
    TimeRange range_;
    std::size_t column_;
    std::uint64_t timeless_ = 0;    ///< Rows without a time.
    std::uint64_t unreadable_ = 0;  ///< Those whose time is no date, as the first one's.
    std::string unreadable_time_;
};

}  // namespace tamga::store
