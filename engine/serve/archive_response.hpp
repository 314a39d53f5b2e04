// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/http/message.hpp"
#include "engine/serve/tile_set.hpp"

#include <memory>

namespace tamga::serve {

/// The answer to a request for an archive as it lies on the disk, whole or by one range. Nothing of
/// it is read yet. Requires an edition that has a file.
Response archive_response(const Request& request, const std::shared_ptr<const Edition>& edition);

}  // namespace tamga::serve
