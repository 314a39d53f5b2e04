// SPDX-License-Identifier: MIT
#include "engine/coordinate/angle.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tamga::coordinate {
namespace {

/// Few people are beyond the polar circles, and many put the longitude first.
constexpr double polar_circle = 66.56;

Refusal refusal(std::string reason) { return {std::move(reason)}; }

std::optional<Refusal> wrong_part(const Angle& angle) {
    for (std::size_t i = 0; i < angle.parts.size(); ++i) {
        const Decimal& part = angle.parts[i];
        const bool last = i + 1 == angle.parts.size();
        if (!last && !part.fraction.empty()) {
            return refusal(fmt::format("{} has a fraction, but is not the last part", part.text()));
        }
        if (i > 0 && part.value() >= 60) {
            return refusal(fmt::format("{} {} are not less than 60", part.text(),
                                       i == 1 ? "minutes" : "seconds"));
        }
    }
    return std::nullopt;
}

std::optional<Refusal> wrong_sides(const Angle& angle) {
    if (!angle.hemisphere) {
        return std::nullopt;
    }
    const char sign = angle.parts[0].sign;
    const bool negative = angle.hemisphere->negative;
    if (negative && sign == '-') {
        return refusal(
            fmt::format("{} is a minus and a southern or western hemisphere: twice the "
                        "same, or one against the other",
                        angle.parts[0].text()));
    }
    if ((negative && sign == '+') || (!negative && sign == '-')) {
        return refusal(fmt::format("the sign of {}{} contradicts its hemisphere", sign,
                                   Decimal{0, angle.parts[0].whole, {}}.text()));
    }
    if (angle.label != Axis::unknown && angle.label != angle.hemisphere->axis) {
        return refusal("a label and a hemisphere contradict each other");
    }
    return std::nullopt;
}

Component value(const Angle& angle, bool negative) {
    Decimal first = angle.parts[0];
    first.sign = negative ? '-' : '+';
    if (angle.parts.size() == 1) {
        return written(first);
    }
    // Whole numbers as long as they can be, so that the quotient is rounded once.
    long double total = 0;
    long double scale = 1;
    for (const Decimal& part : angle.parts) {
        total = total * 60 + static_cast<long double>(Decimal{0, part.whole, {}}.value());
        scale *= 60;
    }
    scale /= 60;
    const Decimal& last = angle.parts.back();
    const long double power = std::pow(10.0L, static_cast<long double>(last.fraction.size()));
    total = total * power + static_cast<long double>(Decimal{0, last.fraction, {}}.value());
    const auto degrees = static_cast<double>(total / (scale * power));
    const double unit = last.unit() / static_cast<double>(scale);
    return computed(negative ? -degrees : degrees, unit);
}

std::string name(Axis axis) { return axis == Axis::lat ? "latitudes" : "longitudes"; }

Axis other(Axis axis) { return axis == Axis::lat ? Axis::lon : Axis::lat; }

}  // namespace

Angle unpacked(const Angle& angle, Axis axis) {
    const std::size_t wide = axis == Axis::lon ? 3 : 2;
    if (angle.parts.size() != 1 || axis == Axis::unknown) {
        return angle;
    }
    const Decimal& all = angle.parts[0];
    const std::size_t width = all.whole.size();
    if (width != wide + 2 && width != wide + 4) {
        return angle;
    }
    Angle result = angle;
    result.marked = true;
    result.parts = {Decimal{all.sign, all.whole.substr(0, wide), {}}};
    for (std::size_t at = wide; at < width; at += 2) {
        result.parts.push_back({0, all.whole.substr(at, 2), {}});
    }
    result.parts.back().fraction = all.fraction;
    return result;
}

std::variant<Component, Refusal> evaluate(const Angle& angle) {
    if (auto problem = wrong_part(angle)) {
        return *std::move(problem);
    }
    if (auto problem = wrong_sides(angle)) {
        return *std::move(problem);
    }
    const bool south_or_west = angle.hemisphere && angle.hemisphere->negative;
    return value(angle, south_or_west || angle.parts[0].sign == '-');
}

Outcome pair(const Angle& first, const Angle& second) {
    Axis axis = first.axis();
    if (axis == Axis::unknown && second.axis() != Axis::unknown) {
        axis = other(second.axis());
    }
    if (axis != Axis::unknown && second.axis() == axis) {
        return refusal("two " + name(axis));
    }
    const bool said = axis != Axis::unknown;
    const bool swapped = axis == Axis::lon;
    const auto one = evaluate(swapped ? second : first);
    const auto two = evaluate(swapped ? first : second);
    for (const auto* side : {&one, &two}) {
        if (const auto* problem = std::get_if<Refusal>(side)) {
            return *problem;
        }
    }
    const auto& lat = std::get<Component>(one);
    const auto& lon = std::get<Component>(two);
    const bool decimal = first.parts.size() == 1 && second.parts.size() == 1;
    Outcome outcome = finish(lat, lon, decimal ? "decimal" : "degrees-minutes-seconds");
    if (auto* problem = std::get_if<Refusal>(&outcome)) {
        if (!said && std::abs(lat.degrees) > 90) {
            problem->reason += "; latitude comes first";
        }
    } else if (!said && std::abs(lat.degrees) > polar_circle &&
               std::abs(lon.degrees) <= polar_circle) {
        std::get<Reading>(outcome).warnings.push_back(fmt::format(
            "latitude comes first; longitude first would be {},{}", lon.text, lat.text));
    }
    return outcome;
}

}  // namespace tamga::coordinate
