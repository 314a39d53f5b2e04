// SPDX-License-Identifier: MIT
#include "engine/serve/http/negotiate.hpp"

#include "engine/base/text.hpp"
#include "engine/serve/http/list_field.hpp"

#include <charconv>
#include <optional>

namespace tamga::serve {
namespace {

struct Weighted {
    std::string_view coding;
    double weight = 1;
};

/// "gzip;q=0.5"
Weighted weighted(std::string_view member) {
    Weighted result{.coding = next_part(member, ';')};
    while (!member.empty()) {
        const std::string_view parameter = next_part(member, ';');
        if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
            double weight = 1;
            std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
            result.weight = weight;
        }
    }
    return result;
}

}  // namespace

std::string_view token(Coding coding) {
    switch (coding) {
        case Coding::gzip:
            return "gzip";
        case Coding::brotli:
            return "br";
        case Coding::zstd:
            return "zstd";
        default:
            return {};
    }
}

bool takes(std::string_view accept_encoding, Coding coding) {
    if (base::trimmed(accept_encoding, base::blanks).empty()) {
        return true;
    }
    double any = 0;
    while (!accept_encoding.empty()) {
        const auto [named, weight] = weighted(next_part(accept_encoding, ','));
        if (same_word(named, token(coding))) {
            return weight > 0;
        }
        any = named == "*" ? weight : any;
    }
    return any > 0;
}

Coding preferred_coding(std::string_view accept_encoding) {
    std::optional<double> gzip;
    std::optional<double> identity;
    std::optional<double> any;
    while (!accept_encoding.empty()) {
        const auto [coding, weight] = weighted(next_part(accept_encoding, ','));
        if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) {
            gzip = weight;
        } else if (same_word(coding, "identity")) {
            identity = weight;
        } else if (coding == "*") {
            any = weight;
        }
    }
    const double gzip_weight = gzip.value_or(any.value_or(0));
    // Identity is always acceptable, but who names only gzip would rather have that.
    const double identity_weight = identity.value_or(0);
    return gzip_weight > 0 && gzip_weight >= identity_weight ? Coding::gzip : Coding::identity;
}

}  // namespace tamga::serve
