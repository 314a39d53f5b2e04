// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/http/message.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace tamga::serve {

/// What a request's head may be: more is refused with 414 or 431.
inline constexpr std::size_t longest_head = std::size_t{16} * 1024;
inline constexpr std::size_t longest_target = std::size_t{8} * 1024;
inline constexpr std::size_t most_fields = 100;

/// Where the first head in `bytes` ends, or nothing if more is to come. Empty lines before it are
/// part of it (RFC 9112, 2.2).
std::optional<std::size_t> end_of_head(std::string_view bytes);

/// A head that was read.
struct Reading {
    Request request{};
    bool keep_alive = false;
    int refused = 0;  ///< The status to refuse it with, and to end the connection; 0 if it is good.
};

/// Reads a whole head. Refused is whatever could make two programs see two different requests in
/// the same bytes (RFC 9112, 6.3 and 11.2): a body, however its length is given, in GET, HEAD and
/// OPTIONS; a transfer coding, or two lengths, in any request. `own_host` is for clients too old to
/// send a Host.
Reading read_head(std::string_view head, std::string_view own_host);

/// The status for a head of longest_head bytes that does not end.
int refusal_of_long_head(std::string_view start);

}  // namespace tamga::serve
