// SPDX-License-Identifier: MIT
#include "engine/base/hash.hpp"

namespace tamga::base {

Hash128 hash128(ByteView bytes) { return {hash64(bytes, 1), hash64(bytes, 2)}; }

}  // namespace tamga::base
