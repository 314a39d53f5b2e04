// SPDX-License-Identifier: MIT
#include "engine/archive/verify.hpp"

#include "engine/archive/checks.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tamga::archive {
namespace {

/// What one content has to say: done on any thread.
struct Checked {
    mvt::Judgement judgement;
    ContentSurvey survey;
    std::map<std::string, Weights> drawn;

    void must(std::string message) {
        judgement.violations.push_back(
            {.layer = {}, .feature = {}, .section = {}, .must = true, .message = message});
    }
};

/// Features of route layers, in all: those that are drawn are a few thousand at a zoom.
constexpr std::size_t most_routes = 1'000'000;

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
    std::size_t most_kept = 1000;
};

void check_compression(ByteView stored, const ContentRules& rules, Checked& checked) {
    if (rules.gzipped && base::is_gzip(stored) != *rules.gzipped) {
        checked.must(*rules.gzipped ? "the tile is not gzipped, but should be"
                                    : "the tile is gzipped, but should not be");
    }
}

void weigh_routes(const mvt::Layer& layer, const std::string& period, Checked& checked) {
    Weights& weights = checked.drawn[std::string{layer.name}];
    bool complained = false;
    for (const mvt::Feature& feature : layer.features) {
        if (feature.id && weights.size() <= most_routes) {
            weights[*feature.id] = weight_of(layer, feature, period);
        } else if (!feature.id && !std::exchange(complained, true)) {
            checked.must(fmt::format("a feature of the route layer '{}' has no id",
                                     base::shortened(layer.name)));
        }
    }
}

void check_raw(ByteView raw, std::size_t stored_bytes, const ContentRules& rules,
               Checked& checked) {
    mvt::Judgement judgement = mvt::judged(raw, rules.most_kept);
    const bool is_broken =
        judgement.more_musts > 0 ||
        std::ranges::any_of(judgement.violations, [](const auto& one) { return one.must; });
    std::ranges::move(judgement.violations, std::back_inserter(checked.judgement.violations));
    checked.judgement.more_musts += judgement.more_musts;
    checked.judgement.more_shoulds += judgement.more_shoulds;
    try {
        const auto layers = mvt::decode(raw);
        checked.survey = survey(layers, stored_bytes);
        for (const mvt::Layer& layer : layers) {
            const auto route = rules.routes.find(std::string{layer.name});
            if (route != rules.routes.end()) {
                weigh_routes(layer, route->second, checked);
            }
        }
    } catch (const Error& error) {
        base::stop_if_interrupted("");
        if (!is_broken) {  // Else it is among them.
            checked.must(error.what());
        }
    }
}

Checked check_content(ByteView stored, const ContentRules& rules, Unpacker& unpacker) {
    Checked checked;
    check_compression(stored, rules, checked);
    try {
        unpacker.with(stored, [&](ByteView raw) { check_raw(raw, stored.size(), rules, checked); });
    } catch (const Error& error) {
        base::stop_if_interrupted("");
        checked.must(error.what());
    }
    return checked;
}

class Verifier {
public:
    Verifier(const Reader& reader, const VerifyOptions& options, Findings& findings)
        : reader_{reader}, options_{options}, findings_{findings} {}

    TileCount run(std::optional<bool> gzipped) {
        const ContentRules rules{gzipped, route_layers(reader_.description()), options_.most_kept};
        const Units all = units(reader_);
        Unpacker unpacker{reader_.compression()};
        std::uint64_t done = 0;
        for_each_unit(
            reader_, all.units,
            [&](const Unit&, ByteView stored) { return check_content(stored, rules, unpacker); },
            [&](const Unit& unit, Checked& checked) {
                use(unit, checked);
                if (options_.progress) {
                    options_.progress(++done, all.units.size());
                }
            });
        check_metadata(reader_.description(), reader_.format(), truth_, findings_);
        return all.count;
    }

private:
    void use(const Unit& unit, Checked& checked) {
        findings_.tile(unit.first, std::move(checked.judgement));
        truth_.survey.add(unit, checked.survey);
        for (const auto& [layer, weights] : checked.drawn) {
            Weights& known = truth_.drawn[layer][unit.first.zoom];
            for (const auto& [id, weight] : weights) {
                add_weight(unit, layer, known, id, weight);
            }
        }
    }

    void add_weight(const Unit& unit, const std::string& layer, Weights& known, std::uint64_t id,
                    double weight) {
        const auto [at, is_new] = known.emplace(id, weight);
        if (!is_new && at->second != weight) {
            findings_.add({.tile = unit.first,
                           .layer = layer,
                           .feature = {},
                           .rule = "tamga",
                           .must = true,
                           .message = fmt::format("feature id {} has the count {} here and {} in "
                                                  "another tile of the zoom",
                                                  id, weight, at->second)});
        }
        if (is_new && ++routes_ > most_routes) {
            throw Error{Fault::input, fmt::format("route layers have over {} features, which is "
                                                  "too many to add up",
                                                  most_routes)};
        }
    }

    const Reader& reader_;
    const VerifyOptions& options_;
    Findings& findings_;
    Truth truth_;
    std::size_t routes_ = 0;  ///< Features that are in `truth_`.
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
        finding.layer = base::shortened(finding.layer);
        finding.message = base::shortened(finding.message, 1000);
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

void Findings::tile(std::optional<tile::TileId> id, mvt::Judgement judgement) {
    for (mvt::Violation& violation : judgement.violations) {
        add({.tile = id,
             .layer = std::move(violation.layer),
             .feature = violation.feature,
             .rule = violation.section.empty() ? "" : fmt::format("MVT 2.1, {}", violation.section),
             .must = violation.must,
             .message = std::move(violation.message)});
    }
    report_.violations += judgement.more_musts;
    (options_.strict ? report_.violations : report_.recommendations) += judgement.more_shoulds;
}

VerifyReport verify(const std::string& path, const VerifyOptions& options) {
    const auto reader = open(path);
    Findings findings{options};
    TileCount count;
    try {
        const TileFormat& format = row_of(reader->format());
        const auto gzipped = format.check ? format.check(path, findings) : std::nullopt;
        unpacked({}, reader->compression());  // If none can be read, that is one finding.
        count = Verifier{*reader, options, findings}.run(gzipped);
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
    Unpacker unpacker{Compression::unknown};
    const ContentRules rules{{}, {}, options.most_kept};
    findings.tile(std::nullopt, check_content(stored, rules, unpacker).judgement);
    VerifyReport report = findings.take();
    report.tiles = {1, 1};
    return report;
}

}  // namespace tamga::archive
