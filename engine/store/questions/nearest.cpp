// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/geo/measure.hpp"
#include "engine/index/surroundings.hpp"
#include "engine/store/query.hpp"
#include "engine/store/questions/shape_distance.hpp"
#include "engine/store/rounded.hpp"
#include "engine/store/selection.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tamga::store {
namespace {

constexpr std::array all_kinds{Kind::points, Kind::lines, Kind::polygons, Kind::routes};

/// A row that is near, to be read again when it is its turn.
struct Found {
    double distance_m = 0;
    std::int64_t fid = 0;
};

struct AllFound {
    std::vector<Found> rows = {};
    std::vector<std::string> notes = {};
};

/// Whatever is asked for distances.
class Places {
public:
    Places(Reader& reader, const Filter& filter)
        : reader_{reader}, filter_{filter}, layer_{reader.layer(filter.layer, all_kinds)} {}

    /// All within the radius, nearest first, and what the filter has to say of them.
    AllFound around(geo::LonLat centre, double radius_m) const {
        const bool routes = layer_.kind == Kind::routes;
        Scan scan{.reach = routes ? Scan::Reach::passing : Scan::Reach::touching,
                  .windows = index::boxes_around(centre, radius_m)};
        if (layer_.kind == Kind::lines) {  // A geodesic may leave the box around its positions.
            scan = {};
        }
        Selection selection{reader_, layer_, filter_, std::move(scan)};
        AllFound found;
        while (const Row* row = selection.next()) {
            const double away_m =
                routes ? geo::distance_m(centre, geo::GeodesicLine{row->origin, row->destination})
                       : distance_m(selection.place()[0], centre);
            if (away_m <= radius_m) {
                found.rows.push_back({away_m, row->fid});
            }
        }
        found.notes = selection.notes();
        std::ranges::sort(found.rows, [](const Found& a, const Found& b) {
            return a.distance_m != b.distance_m ? a.distance_m < b.distance_m : a.fid < b.fid;
        });
        return found;
    }

    const Layer& layer() const { return layer_; }

    /// These rows, or the first of them.
    Selection listed(std::span<const Found> found) const {
        Scan scan{.reach = Scan::Reach::listed};
        for (const Found& one : found) {
            scan.fids.push_back(one.fid);
        }
        return {reader_, layer_, {}, std::move(scan)};
    }

private:
    Reader& reader_;
    Filter filter_;
    const Layer& layer_;
};

/// Rows in an order of their own, which are read some at a time.
class NearAnswer final : public Answer {
public:
    NearAnswer(const Places& places, AllFound found, const Wanted& wanted)
        : Answer{columns_of(places), std::move(found.notes), wanted},
          places_{places},
          found_{std::move(found.rows)} {}

private:
    static std::vector<Column> columns_of(const Places& places) {
        std::vector<Column> columns = places.listed({}).columns();
        columns.push_back({"distance_m"});
        return columns;
    }

    bool add_next(Batch& batch) override {
        constexpr std::size_t at_a_time = 1000;
        if (at_ == found_.size()) {
            return false;
        }
        if (at_ % at_a_time == 0) {
            const auto rest = std::span<const Found>{found_}.subspan(at_);
            some_.emplace(places_.listed(rest.first(std::min(rest.size(), at_a_time))));
        }
        if (some_->next() == nullptr) {
            throw Error{Fault::input, "a row of layer '" + places_.layer().name +
                                          "' has gone while the store was asked"};
        }
        some_->add_values(batch);
        batch.value(rounded_m(found_[at_].distance_m));
        some_->end_row(batch);
        ++at_;
        return true;
    }

    Places places_;
    std::vector<Found> found_;
    std::size_t at_ = 0;
    std::optional<Selection> some_;
};

}  // namespace

std::unique_ptr<Answer> near(Reader& reader, const Filter& filter, geo::LonLat position,
                             double radius_m, const Wanted& wanted) {
    const Places places{reader, filter};
    return std::make_unique<NearAnswer>(places, places.around(position, radius_m), wanted);
}

std::unique_ptr<Answer> nearest(Reader& reader, const Filter& filter, geo::LonLat position,
                                std::size_t count, const Wanted& wanted) {
    const Places places{reader, filter};
    // What is within a radius is complete, so widen it until there is enough. The first radius is
    // a guess at how far apart that many of the layer's features are, spread over the Earth.
    const double share = static_cast<double>(count) /
                         static_cast<double>(std::max<std::uint64_t>(places.layer().features, 1));
    double radius_m = std::max(1000.0, index::farthest_m * std::sqrt(std::min(share, 1.0)) / 8);
    auto found = places.around(position, radius_m);
    while (found.rows.size() < count && radius_m < index::farthest_m) {
        radius_m = std::min(radius_m * 2, index::farthest_m);
        found = places.around(position, radius_m);
    }
    found.rows.resize(std::min(found.rows.size(), count));
    return std::make_unique<NearAnswer>(places, std::move(found), wanted);
}

}  // namespace tamga::store
