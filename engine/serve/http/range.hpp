// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace tamga::serve {

/// What a Range field asks of a content of a certain size (RFC 9110, 14).
struct RangeRequest {
    enum class Kind {
        whole,          ///< No range, another unit, or no range that we can read: send everything.
        part,           ///< Send `size` bytes from `offset`.
        unsatisfiable,  ///< Answer 416: it starts behind the end, or asks for several parts.
    };
    Kind kind = Kind::whole;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// `field` is the value of Range, empty if there is none. "bytes=0-99", "bytes=100-", "bytes=-99".
/// An end behind the end is cut; several ranges in one field are refused, not sent as multipart.
RangeRequest range_request(std::string_view field, std::uint64_t content_size);

}  // namespace tamga::serve
