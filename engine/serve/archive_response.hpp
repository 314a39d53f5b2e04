// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/message.hpp"

namespace tamga::serve {

/// The answer to a request for an archive as it lies on the disk, whole or by one range.
Response archive_response(const Request& request, const RawFile& file);

}  // namespace tamga::serve
