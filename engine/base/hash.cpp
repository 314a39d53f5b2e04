// SPDX-License-Identifier: MIT
#include "engine/base/hash.hpp"

#include <sys/random.h>
#include <xxhash.h>

#include <array>
#include <random>

namespace tamga::base {
namespace {

/// Any random bytes: nobody who makes a file knows them, so nobody can make two contents that get
/// one name.
class Secret {
public:
    Secret() {
        const auto wanted = static_cast<ssize_t>(bytes_.size());
        if (::getrandom(bytes_.data(), bytes_.size(), 0) != wanted) {
            std::random_device device;
            for (std::uint8_t& byte : bytes_) {
                byte = static_cast<std::uint8_t>(device());
            }
        }
    }

    ByteView bytes() const { return bytes_; }

private:
    std::array<std::uint8_t, 192> bytes_{};  // As long as xxHash's own.
};

ByteView secret() {
    static const Secret made;
    return made.bytes();
}

}  // namespace

Hash128 hash128(ByteView bytes) {
    const ByteView key = secret();
    const XXH128_hash_t hash =
        XXH3_128bits_withSecret(bytes.data(), bytes.size(), key.data(), key.size());
    return {hash.low64, hash.high64};
}

}  // namespace tamga::base
