// SPDX-License-Identifier: MIT
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace tamga::serve {

/// Whose connections are counted together: those of one IPv4 address, or of one IPv6 network of 64
/// bits, which is the least that a household gets. As an IPv6 address; the rest is 0.
struct ClientAddress {
    std::array<std::uint8_t, 16> bytes{};

    /// This machine itself: mostly a proxy, in front of any number of clients.
    bool is_loopback() const noexcept;
    friend bool operator==(const ClientAddress&, const ClientAddress&) = default;
};

struct ClientAddressHash {
    std::size_t operator()(const ClientAddress& address) const noexcept;
};

ClientAddress client_address(const ::sockaddr_storage& from) noexcept;

}  // namespace tamga::serve
