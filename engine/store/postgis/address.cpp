// SPDX-License-Identifier: MIT
#include "engine/store/postgis/address.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/database_address.hpp"

#include <charconv>
#include <string_view>

namespace tamga::store::postgis {
namespace {

/// Text of a URI: "%41" is "A".
std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        unsigned char byte = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, failure] =
            std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() != 2 || failure != std::errc{} || end != digits.data() + 2 || byte == 0) {
            throw Error{Fault::usage, "?schema=" + std::string{text} +
                                          ": a percent sign is followed by two digits of base 16"};
        }
        result += static_cast<char>(byte);
        i += 2;
    }
    return result;
}

}  // namespace

Address read_address(const std::string& text) {
    Address address{.shown = base::without_password(text)};
    const std::size_t query = text.find('?');
    address.for_libpq = text.substr(0, query);
    constexpr std::string_view ours = "schema=";
    char mark = '?';
    for (std::size_t at = query; at != std::string::npos;) {
        const std::size_t end = text.find('&', at + 1);
        const std::string parameter = text.substr(at + 1, end - at - 1);
        at = end;
        if (!parameter.starts_with(ours)) {
            address.for_libpq += mark + parameter;
            mark = '&';
        } else if (!address.schema.empty()) {
            throw Error{Fault::usage, address.shown + ": has two schemas"};
        } else {
            address.schema = decoded(std::string_view{parameter}.substr(ours.size()));
        }
    }
    return address;
}

}  // namespace tamga::store::postgis
