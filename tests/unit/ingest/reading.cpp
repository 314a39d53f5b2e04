// SPDX-License-Identifier: MIT
#include "tests/unit/ingest/reading.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <variant>

namespace tamga::ingest_test {
namespace {

struct ValueText {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(std::uint64_t value) const { return fmt::format("{}u", value); }
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(std::string_view value) const { return fmt::format("\"{}\"", value); }
};

std::string shape_text(const model::FeatureView& feature) {
    constexpr const char* names[] = {"none", "points", "lines", "polygons"};
    std::string text = names[static_cast<std::size_t>(feature.shape)];
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        text += i == 0 ? " (" : "; ";
        text += feature.parts[i].hole ? "hole " : "";
        const char* separator = "";
        for (const geo::LonLat at : feature.part(i)) {
            text +=
                fmt::format("{}{:.10g} {:.10g}", std::exchange(separator, ", "), at.lon, at.lat);
        }
    }
    return feature.parts.empty() ? text : text + ")";
}

std::string text_of(const model::FeatureView& feature) {
    std::string text = fmt::format("{}: {}", feature.record, shape_text(feature));
    if (feature.id) {
        text += fmt::format(" id={}", *feature.id);
    }
    for (const model::Attribute& attribute : feature.attributes) {
        text += fmt::format(" {}={}", attribute.name, std::visit(ValueText{}, attribute.value));
    }
    if (feature.min_zoom || feature.max_zoom) {
        text += fmt::format(" zoom={}..{}", feature.min_zoom.value_or(-1),
                            feature.max_zoom.value_or(-1));
    }
    return text;
}

}  // namespace

Reading read(const ingest::Source& source) {
    Reading reading;
    reading.summary = ingest::read(source, [&](model::Features&& batch) -> ingest::Finish {
        Lines lines;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            lines.push_back(text_of(batch[i]));
        }
        return [&reading, lines] {
            reading.features.insert(reading.features.end(), lines.begin(), lines.end());
        };
    });
    return reading;
}

Reading read_text(std::string_view content, const std::string& name, ingest::Source settings) {
    const TemporaryFile file{name, content};
    settings.path = file.path();
    return read(settings);
}

std::string error_of(std::string_view content, const std::string& name,
                     const ingest::Source& settings) {
    const TemporaryFile file{name, content};
    ingest::Source source = settings;
    source.path = file.path();
    try {
        read(source);
    } catch (const Error& error) {
        const std::string message = error.what();
        const bool named = message.starts_with(file.path());
        return named ? name + message.substr(file.path().size()) : message;
    }
    return {};
}

Lines reasons(const Reading& reading) {
    Lines lines;
    for (const auto& bad : reading.summary.first_bad) {
        lines.push_back(fmt::format("{}: {}", bad.record, bad.reason));
    }
    return lines;
}

}  // namespace tamga::ingest_test
