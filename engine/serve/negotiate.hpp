// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::serve {

/// The content codings we speak (RFC 9110, 8.4.1).
enum class Coding { identity, gzip };

/// What to send to a client that sent this Accept-Encoding field. gzip where the client takes it at
/// least as gladly as identity; identity where the field is empty, and where it refuses both. A
/// weight that is not a number counts as 1.
Coding preferred_coding(std::string_view accept_encoding);

}  // namespace tamga::serve
