// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/http/front.hpp"
#include "engine/serve/http/message.hpp"

#include <optional>

namespace tamga::serve {

/// The answer to one request: that of its route (routes.cpp). The same request gets the same answer
/// while the files stay as they are. May read, unpack and wait for the disk. Safe from several
/// threads at once.
Response respond(const Catalog& catalog, const Front& front, const Request& request);

/// The same answer if it lies in memory; nothing if it is to be read, unpacked or waited for.
std::optional<Response> respond_at_hand(const Catalog& catalog, const Front& front,
                                        const Request& request);

/// The answer to what is not a request that we look at: 400, 413 (it has a body), 414, 431, 501 or
/// 505; or 503, if there are too many.
Response refusal(const Front& front, int status);

}  // namespace tamga::serve
