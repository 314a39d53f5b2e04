// SPDX-License-Identifier: MIT
#include "engine/archive/verify.hpp"

#include "engine/archive/checks.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tamga::archive {
namespace {

/// What one content has to say: done on any thread.
struct Checked {
    std::vector<mvt::Violation> violations;
    ContentSurvey survey;
    std::map<std::string, Weights> drawn;
};

mvt::Violation violation(std::string message) {
    return {.layer = {}, .feature = {}, .section = {}, .must = true, .message = std::move(message)};
}

/// What a feature adds to the totals, which may be those of one period only.
double weight_of(const mvt::Layer& layer, const mvt::Feature& feature, const std::string& period) {
    const auto attributes = mvt::attributes_of(layer, feature);
    for (const model::Attribute& attribute : attributes) {
        const auto* label = std::get_if<std::string_view>(&attribute.value);
        if (attribute.name == "period" && label != nullptr && !period.empty() && *label != period) {
            return 0;
        }
    }
    for (const model::Attribute& attribute : attributes) {
        if (attribute.name != "count") {
            continue;
        }
        if (const auto* whole = std::get_if<std::int64_t>(&attribute.value)) {
            return static_cast<double>(*whole);
        }
        if (const auto* real = std::get_if<double>(&attribute.value)) {
            return *real;
        }
    }
    return 0;
}

struct ContentRules {
    std::optional<bool> gzipped;                ///< Whether the container says so.
    std::map<std::string, std::string> routes;  ///< As route_layers() has them.
};

void check_compression(ByteView stored, const ContentRules& rules, Checked& checked) {
    if (rules.gzipped && base::is_gzip(stored) != *rules.gzipped) {
        checked.violations.push_back(violation(*rules.gzipped
                                                   ? "the tile is not gzipped, but should be"
                                                   : "the tile is gzipped, but should not be"));
    }
}

Checked check_content(ByteView stored, const ContentRules& rules) {
    Checked checked;
    check_compression(stored, rules, checked);
    const std::size_t before = checked.violations.size();
    try {
        const Bytes raw = mvt::unpacked(stored);
        std::ranges::move(mvt::violations(raw), std::back_inserter(checked.violations));
        const auto layers = mvt::decode(raw);
        checked.survey = survey(layers, stored.size());
        for (const mvt::Layer& layer : layers) {
            const auto route = rules.routes.find(std::string{layer.name});
            if (route == rules.routes.end()) {
                continue;
            }
            Weights& weights = checked.drawn[std::string{layer.name}];
            for (const mvt::Feature& feature : layer.features) {
                if (!feature.id) {
                    checked.violations.push_back(violation(
                        fmt::format("a feature of the route layer '{}' has no id", layer.name)));
                } else {
                    weights[*feature.id] = weight_of(layer, feature, route->second);
                }
            }
        }
    } catch (const Error& error) {
        if (checked.violations.size() == before) {  // Else it is among them.
            checked.violations.push_back(violation(error.what()));
        }
    }
    return checked;
}

class Verifier {
public:
    Verifier(const Reader& reader, const VerifyOptions& options, Findings& findings)
        : reader_{reader}, options_{options}, findings_{findings} {}

    void run(std::optional<bool> gzipped) {
        const ContentRules rules{gzipped, route_layers(reader_.description())};
        const auto all = units(reader_);
        std::uint64_t done = 0;
        for_each_unit(
            reader_, all,
            [&](const Unit&, ByteView stored) { return check_content(stored, rules); },
            [&](const Unit& unit, Checked& checked) {
                use(unit, checked);
                if (options_.progress) {
                    options_.progress(++done, all.size());
                }
            });
        check_metadata(reader_.description(), reader_.format(), truth_, findings_);
    }

private:
    void use(const Unit& unit, Checked& checked) {
        findings_.tile(unit.first, std::move(checked.violations));
        truth_.survey.add(unit, checked.survey);
        for (const auto& [layer, weights] : checked.drawn) {
            Weights& known = truth_.drawn[layer][unit.first.zoom];
            for (const auto& [id, weight] : weights) {
                const auto [at, is_new] = known.emplace(id, weight);
                if (!is_new && at->second != weight) {
                    findings_.add({.tile = unit.first,
                                   .layer = layer,
                                   .feature = {},
                                   .rule = "tamga",
                                   .must = true,
                                   .message = fmt::format("feature id {} has the count {} here and "
                                                          "{} in another tile of the zoom",
                                                          id, weight, at->second)});
                }
            }
        }
    }

    const Reader& reader_;
    const VerifyOptions& options_;
    Findings& findings_;
    Truth truth_;
};

}  // namespace

std::string Finding::text() const {
    std::string where = tile ? to_string(*tile) : "";
    const auto append = [&](const std::string& part) {
        where += (where.empty() ? "" : " ") + part;
    };
    if (!layer.empty()) {
        append(fmt::format("layer '{}'", layer));
    }
    if (feature) {
        append(fmt::format("feature {}", *feature));
    }
    return fmt::format("{}{}{}{}", where, where.empty() ? "" : ": ", message,
                       rule.empty() ? "" : " (" + rule + ")");
}

void Findings::add(Finding finding) {
    if (!finding.must && !options_.strict) {
        ++report_.recommendations;
        return;
    }
    ++report_.violations;
    if (report_.findings.size() < options_.most_kept) {
        report_.findings.push_back(std::move(finding));
    }
}

void Findings::must(const char* rule, std::string message) {
    layer({}, rule, true, std::move(message));
}

void Findings::should(const char* rule, std::string message) {
    layer({}, rule, false, std::move(message));
}

void Findings::layer(const std::string& name, const char* rule, bool must, std::string message) {
    add({.tile = {},
         .layer = name,
         .feature = {},
         .rule = rule,
         .must = must,
         .message = std::move(message)});
}

void Findings::tile(std::optional<tile::TileId> id, std::vector<mvt::Violation> violations) {
    for (mvt::Violation& violation : violations) {
        add({.tile = id,
             .layer = std::move(violation.layer),
             .feature = violation.feature,
             .rule = violation.section.empty() ? "" : fmt::format("MVT 2.1, {}", violation.section),
             .must = violation.must,
             .message = std::move(violation.message)});
    }
}

VerifyReport verify(const std::string& path, const VerifyOptions& options) {
    const auto reader = open(path);
    Findings findings{options};
    TileCount count;
    try {
        std::optional<bool> gzipped;
        if (reader->format() == Format::pmtiles) {
            gzipped = check_pmtiles(path, findings);
        } else if (reader->format() == Format::mbtiles) {
            check_mbtiles(path, findings);
            gzipped = true;
        }
        count = reader->count();
        Verifier{*reader, options, findings}.run(gzipped);
    } catch (const Error& error) {
        if (error.fault() != Fault::input) {
            throw;
        }
        findings.must("", error.what());
    }
    VerifyReport report = findings.take();
    report.format = reader->format();
    report.tiles = count;
    return report;
}

VerifyReport verify_tile(ByteView stored, const VerifyOptions& options) {
    Findings findings{options};
    findings.tile(std::nullopt, check_content(stored, {}).violations);
    VerifyReport report = findings.take();
    report.tiles = {1, 1};
    return report;
}

}  // namespace tamga::archive
