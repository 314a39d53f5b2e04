// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::serve {

/// The content codings we speak (RFC 9110, 8.4.1). We pack and unpack gzip; brotli and zstd are
/// passed on as an archive has them.
enum class Coding { identity, gzip, brotli, zstd };

/// What HTTP calls a coding; empty for identity.
std::string_view token(Coding coding);

/// What to send to a client that sent this Accept-Encoding field. gzip where the client takes it at
/// least as gladly as identity; identity where the field is empty, and where it refuses both. A
/// weight that is not a number counts as 1.
Coding preferred_coding(std::string_view accept_encoding);

/// True if the client takes `coding`; one that sent no field takes any (RFC 9110, 12.5.3).
bool takes(std::string_view accept_encoding, Coding coding);

}  // namespace tamga::serve
