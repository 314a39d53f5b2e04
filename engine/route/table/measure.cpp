// SPDX-License-Identifier: MIT
#include "engine/route/table/measure.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <cctype>

namespace tamga::route {
namespace {

std::size_t digits_at_start(std::string_view label) {
    return std::min(label.find_first_not_of("0123456789"), label.size());
}

/// Numbers by their size: 999 is before 1990. Labels that start with none come after.
bool is_earlier(const std::string& a, const std::string& b) {
    const auto is_before = [](const std::string& label) { return label.starts_with("before_"); };
    if (a.empty() != b.empty() || is_before(a) != is_before(b)) {
        return a.empty() != b.empty() ? a.empty() : is_before(a);
    }
    const std::size_t digits_a = digits_at_start(a);
    const std::size_t digits_b = digits_at_start(b);
    return digits_a > 0 && digits_b > 0 && digits_a != digits_b ? digits_a < digits_b : a < b;
}

}  // namespace

Measure measure_named(const std::string& word) {
    if (word == "flow" || word == "stock") {
        return word == "flow" ? Measure::flow : Measure::stock;
    }
    throw Error{Fault::usage, "weights are of a flow or of a stock, not of a '" + word + "'"};
}

std::string latest_period(std::span<const std::string> labels) {
    const auto latest = std::ranges::max_element(labels, is_earlier);
    return latest == labels.end() ? std::string{} : *latest;
}

bool says_stock(std::string_view name) {
    std::string word;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const auto c = i < name.size() ? static_cast<unsigned char>(name[i]) : ' ';
        if (std::isalpha(c) != 0) {
            word += static_cast<char>(std::tolower(c));
            continue;
        }
        if (word == "stock" || word == "stocks") {
            return true;
        }
        word.clear();
    }
    return false;
}

}  // namespace tamga::route
