// SPDX-License-Identifier: MIT
#include "engine/store/areas/area_file.hpp"

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/printable.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/store/areas/area_rings.hpp"
#include "engine/store/areas/copy_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace tamga::store {
namespace {

/// Nothing if a feature has no such value.
std::string text_in(const model::FeatureView& feature, const std::string& column) {
    const model::Value* value = route::find_value(feature, column);
    return value == nullptr ? "" : route::text_of(*value);
}

std::string usual_name(const model::FeatureView& feature) {
    for (const char* column : {"name", "NAME", "id", "iso"}) {
        if (std::string name = text_in(feature, column); !name.empty()) {
            return name;
        }
    }
    return {};
}

/// "3 areas (Fiji, Russia, ...)"
std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t most_shown = 5;
    std::string shown;
    for (std::size_t i = 0; i < std::min(names.size(), most_shown); ++i) {
        shown += (i == 0 ? "" : ", ") + base::shortened(names[i]);
    }
    return fmt::format("{} {} ({}{})", names.size(), names.size() == 1 ? "area" : "areas", shown,
                       names.size() > most_shown ? ", ..." : "");
}

/// The polygons of a file, each an area.
class AreaFile {
public:
    AreaFile(const AreaWish& wish, std::string path, const std::string& layer)
        : wish_{wish}, path_{std::move(path)}, layer_{layer} {
        read();
        name();
        check();
    }

    NamedAreas taken() { return std::move(all_); }

private:
    void read() {
        const ingest::Source source{.path = path_, .layer = layer_, .table = true};
        const ingest::Summary summary =
            ingest::read(source, [&](model::Features&& batch) -> ingest::Finish {
                // Shared, because a std::function has to be copyable.
                auto kept = std::make_shared<model::Features>(std::move(batch));
                return [this, kept] { add_all(*kept); };
            });
        if (summary.bad > 0) {
            const ingest::BadRecord& bad = summary.first_bad.front();
            throw Error{Fault::input, fmt::format("{}:{}: {}", path_, bad.record, bad.reason)};
        }
        if (!any_) {
            // Where a bad record is why, that is what there is to say.
            ingest::read({.path = path_, .layer = layer_, .strict = true},
                         [](model::Features&&) { return [] {}; });
            throw Error{Fault::input, path_ + ": there are no polygons in it"};
        }
        if (summary.lost_parts > 0) {
            complain(fmt::format("{}: {}{}", path_, to_string(summary.first_lost.front()),
                                 summary.lost_parts == 1
                                     ? ""
                                     : fmt::format(", and {} more", summary.lost_parts - 1)));
        }
    }

    void add_all(const model::Features& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const model::FeatureView feature = batch[i];
            if (feature.shape == model::Shape::polygons || feature.shape == model::Shape::none) {
                any_ = any_ || feature.shape == model::Shape::polygons;
                add(feature);
            }
        }
    }

    void add(const model::FeatureView& feature) {
        NamedArea& one = all_.areas.emplace_back();
        one.name = usual_name(feature);
        std::vector<std::string>& names = names_.emplace_back();
        for (const std::string& column : wish_.names) {
            names.push_back(text_in(feature, column));
        }
        for (const model::Attribute& attribute : feature.attributes) {
            if (columns_.size() < 100 && std::ranges::count(columns_, attribute.name) == 0) {
                columns_.emplace_back(attribute.name);
            }
        }
        one.area.add(feature);
        one.area.build();
        copy_place(feature, one.outline);
        one.outline.commit({.shape = feature.shape, .record = feature.record});
    }

    /// By the first column that was asked for and is there.
    void name() {
        for (std::size_t column = 0; column < wish_.names.size() && all_.named_by.empty();
             ++column) {
            const auto has_it = [&](const auto& names) { return !names[column].empty(); };
            if (std::ranges::any_of(names_, has_it)) {
                all_.named_by = wish_.names[column];
                require_all(column);
            }
        }
        for (std::size_t i = 0; i < all_.areas.size(); ++i) {
            if (all_.areas[i].name.empty()) {
                all_.areas[i].name = fmt::format("{}", i + 1);
            }
        }
    }

    void require_all(std::size_t column) {
        for (std::size_t i = 0; i < all_.areas.size(); ++i) {
            if (names_[i][column].empty()) {
                throw Error{Fault::input,
                            fmt::format("{}: feature {} has no value in '{}'; it has {}", path_,
                                        i + 1, all_.named_by,
                                        columns_.empty() ? "none" : ingest::listed(columns_))};
            }
            all_.areas[i].name = names_[i][column];
        }
    }

    void check() {
        std::vector<std::string> empty;
        std::vector<OutlineCheck> checks(all_.areas.size());
        base::parallel_for(all_.areas.size(), [&](std::size_t i) {
            checks[i] = check_outline(all_.areas[i].outline[0], wish_.strict);
        });
        std::vector<std::string> stepped;
        std::vector<std::string> unchecked;
        for (std::size_t i = 0; i < checks.size(); ++i) {
            const std::string& name = all_.areas[i].name;
            if (checks[i].fault) {
                complain(fmt::format("{}: area '{}' is not valid ({})", path_,
                                     base::shortened(name), *checks[i].fault));
            }
            if (all_.areas[i].area.empty()) {
                empty.push_back(name);
            }
            if (checks[i].steps_over) {
                stepped.push_back(name);
            }
            if (checks[i].is_unchecked) {
                unchecked.push_back(name);
            }
        }
        if (!unchecked.empty()) {
            all_.notes.push_back(
                fmt::format("{}: {} of over {} positions {} not checked for "
                            "validity; --strict does, however long it takes",
                            path_, some_of(unchecked), most_checked_positions,
                            unchecked.size() == 1 ? "is" : "are"));
        }
        if (!empty.empty()) {
            all_.notes.push_back(fmt::format("{}: {} without a geometry: nothing is in {}", path_,
                                             some_of(empty), empty.size() == 1 ? "it" : "them"));
        }
        if (!stepped.empty()) {
            all_.notes.push_back(
                fmt::format("{}: rings of {} step over the antimeridian, and are "
                            "read as going on past it",
                            path_, some_of(stepped)));
        }
    }

    void complain(const std::string& fault) {
        if (wish_.strict) {
            throw Error{Fault::input, fault};
        }
        all_.notes.push_back(fault +
                             "; what is within an odd number of a polygon's rings is in it");
    }

    const AreaWish& wish_;
    std::string path_;
    std::string layer_;
    bool any_ = false;
    NamedAreas all_;
    std::vector<std::vector<std::string>> names_;  ///< Of each area, by wish_.names.
    std::vector<std::string> columns_;
};

}  // namespace

NamedAreas areas_in(const std::string& path, const std::string& layer, const AreaWish& wish) {
    return AreaFile{wish, path, layer}.taken();
}

}  // namespace tamga::store
