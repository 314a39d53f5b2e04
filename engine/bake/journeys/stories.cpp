// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/stories.hpp"

#include "engine/bake/read/make_chunks.hpp"
#include "engine/bake/read/read_layer.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/utf8.hpp"
#include "engine/geotag/geotag.hpp"
#include "engine/photo/photo.hpp"
#include "engine/route/flows/unit_levels.hpp"
#include "engine/route/table/named_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace tamga::bake {
namespace {

bool is_photo(const std::string& path) {
    static constexpr std::array<std::string_view, 14> endings{
        ".jpg",  ".jpeg", ".heic", ".heif", ".png", ".tif", ".tiff",
        ".webp", ".dng",  ".cr2",  ".nef",  ".arw", ".orf", ".rw2"};
    std::string ending = std::filesystem::path{path}.extension();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::find(endings, ending) != endings.end();
}

class StoryReader {
public:
    StoryReader(const plan::Layer& plan, const Storage& storage)
        : gazetteer_{plan.gazetteer.empty() ? place::default_gazetteer() : plan.gazetteer},
          storage_{storage},
          points_{std::make_unique<ReadLayer>(storage)},
          lines_{plan},
          levels_{route::level_columns(plan.drawing.levels)} {
        points_->plan = plan;
        points_->plan.kind = plan::Kind::points;
        points_->plan.id.clear();
        lines_.name = plan.name + "_journeys";
        lines_.where.reset();  // What is asked for is asked of the points.
        lines_.attributes.reset();
        lines_.exclude.clear();
        lines_.types.clear();
    }

    void read(const std::string& path) {
        const base::MappedFile file{path};
        if (is_photo(path)) {
            in_context(path, [&] { add_photo(path, file.bytes()); });
        } else {
            in_context(path, [&] { add_text(path, as_text(file.bytes())); });
        }
    }

    Story story() {
        require_good(*points_);
        points_->table.append(make_chunk(batch_, points_->plan, *points_->keys, points_->memory()));
        collect_rows(points_->table);
        Story story{std::move(points_), {}};
        if (told_ > 0) {
            journeys_.finish();
            story.journeys.emplace(lines_, std::move(journeys_), told_, storage_);
        }
        return story;
    }

private:
    void commit(geo::LonLat position) {
        batch_.position(position);
        batch_.end_part();
        const std::uint64_t number = batch_.size() + 1;
        batch_.commit({.shape = model::Shape::points, .record = number, .id = number});
    }

    void add_photo(const std::string& path, ByteView bytes) {
        ++points_->read;
        const photo::Photo photo = photo::read_photo(bytes);
        if (!photo.position) {
            ++points_->bad;
            points_->messages.push_back(path + ": does not say where it was taken");
            return;
        }
        batch_.attribute("kind", std::string_view{"photo"});
        batch_.attribute("source", batch_.keep(path));
        batch_.attribute("picture", batch_.keep(path));
        if (const auto unit = gazetteer_.at(*photo.position); unit.country) {
            batch_.attribute("country", unit.country->iso);
        }
        commit(*photo.position);
    }

    void add_text(const std::string& path, std::string_view text) {
        if (!base::is_utf8(text)) {
            throw Error{Fault::input, "is not text in UTF-8"};
        }
        const std::vector<geotag::Tag> tags = geotag::find_places(text, gazetteer_);
        for (const geotag::Tag& tag : tags) {
            base::stop_if_interrupted();
            ++points_->read;
            add_tag(path, text, tag);
        }
        for (const geotag::ToldJourney& told : geotag::find_journeys(text, tags)) {
            const geotag::Tag& from = tags[told.from];
            const geotag::Tag& to = tags[told.to];
            const route::Location origin = route::location_of(gazetteer_, *from.place, levels_);
            const route::Location destination = route::location_of(gazetteer_, *to.place, levels_);
            ++told_;
            journeys_.add({.origin = from.position,
                           .destination = to.position,
                           .origin_name = origin.name,
                           .destination_name = destination.name,
                           .weight = route::whole_weight(1),
                           .time = {},
                           .category = {},
                           .origin_location = &origin,
                           .destination_location = &destination});
        }
    }

    void add_tag(const std::string& path, std::string_view text, const geotag::Tag& tag) {
        const auto part = [&](std::uint32_t begin, std::uint32_t end) {
            return batch_.keep(text.substr(begin, end - begin));
        };
        batch_.attribute("text", part(tag.begin, tag.end));
        if (tag.place) {
            batch_.attribute("name", tag.place->name);
            if (tag.place->id != 0) {
                batch_.attribute("place_id", std::int64_t{tag.place->id});
            }
            if (const auto country = gazetteer_.country_of(*tag.place)) {
                batch_.attribute("country", country->iso);
            }
        }
        batch_.attribute("kind", tag.is_coordinate ? std::string_view{"coordinate"}
                                                   : batch_.keep(tag.precision));
        batch_.attribute("precision", batch_.keep(tag.precision));
        batch_.attribute("confidence", std::round(tag.confidence * 1000) / 1000);
        batch_.attribute("sentence", part(tag.sentence_begin, tag.sentence_end));
        batch_.attribute("source", batch_.keep(path));
        commit(tag.position);
    }

    place::Gazetteer gazetteer_;
    Storage storage_;
    std::unique_ptr<ReadLayer> points_;
    plan::Layer lines_;
    std::vector<std::string> levels_;
    model::Features batch_;
    route::FlowTable journeys_;
    std::uint64_t told_ = 0;
};

}  // namespace

Story read_stories(const plan::Layer& plan, const Storage& storage) {
    StoryReader reader{plan, storage};
    for (const std::string& path : plan.sources) {
        reader.read(path);
    }
    return reader.story();
}

}  // namespace tamga::bake
