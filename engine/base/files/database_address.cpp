// SPDX-License-Identifier: MIT
#include "engine/base/files/database_address.hpp"

#include <algorithm>
#include <array>

namespace tamga::base {
namespace {

constexpr std::array<std::string_view, 2> schemes{"postgresql://", "postgres://"};
constexpr std::string_view hidden = "***";

/// Hides what is between the first colon and the last @: a password may hold signs that should have
/// been written as percent and a number.
void hide_in_front_of_host(std::string& address, std::size_t begin) {
    const std::size_t at = address.rfind('@');
    const std::size_t colon = address.find(':', begin);
    if (at != std::string::npos && colon < at) {
        address.replace(colon + 1, at - colon - 1, hidden);
    }
}

void hide_parameter(std::string& address, std::string_view name) {
    const std::size_t query = address.find('?');
    for (std::size_t at = address.find(name, std::min(query, address.size()));
         at != std::string::npos; at = address.find(name, at)) {
        at += name.size();
        const std::size_t end = std::min(address.find('&', at), address.size());
        address.replace(at, end - at, hidden);
    }
}

}  // namespace

bool is_database_address(std::string_view text) {
    return std::ranges::any_of(schemes,
                               [&](std::string_view scheme) { return text.starts_with(scheme); });
}

std::string without_password(std::string_view address) {
    std::string shown{address};
    if (is_database_address(address)) {
        hide_in_front_of_host(shown, shown.find("//") + 2);
        hide_parameter(shown, "password=");
    }
    return shown;
}

std::string database_name(std::string_view address) {
    address = address.substr(0, address.find('?'));
    const std::size_t slash = address.find('/', address.find("//") + 2);
    const bool has_name = slash != std::string_view::npos && slash + 1 < address.size();
    return has_name ? std::string{address.substr(slash + 1)} : "database";
}

}  // namespace tamga::base
