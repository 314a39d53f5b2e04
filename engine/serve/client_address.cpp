// SPDX-License-Identifier: MIT
#include "engine/serve/client_address.hpp"

#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>

namespace tamga::serve {
namespace {

/// An IPv4 address within IPv6 (RFC 4291, 2.5.5.2).
constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t network_bytes = 8;

bool is_mapped(std::span<const std::uint8_t, 16> bytes) {
    return std::ranges::equal(bytes.first<12>(), mapped_prefix);
}

}  // namespace

bool ClientAddress::is_loopback() const noexcept {
    const bool is_one =
        bytes == std::array<std::uint8_t, 16>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return is_one || (is_mapped(bytes) && bytes[12] == 127);
}

std::size_t ClientAddressHash::operator()(const ClientAddress& address) const noexcept {
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()});
}

ClientAddress client_address(const ::sockaddr_storage& from) noexcept {
    ClientAddress address;
    if (from.ss_family == AF_INET) {
        const auto& four = reinterpret_cast<const ::sockaddr_in&>(from);
        std::ranges::copy(mapped_prefix, address.bytes.begin());
        std::memcpy(address.bytes.data() + mapped_prefix.size(), &four.sin_addr, 4);
    } else if (from.ss_family == AF_INET6) {
        const auto& six = reinterpret_cast<const ::sockaddr_in6&>(from);
        std::memcpy(address.bytes.data(), &six.sin6_addr, address.bytes.size());
        if (!is_mapped(address.bytes) && !address.is_loopback()) {
            std::fill(address.bytes.begin() + network_bytes, address.bytes.end(), std::uint8_t{0});
        }
    }
    return address;
}

}  // namespace tamga::serve
