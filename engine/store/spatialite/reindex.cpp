// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/base/files/pending_output.hpp"
#include "engine/base/parallel.hpp"
#include "engine/store/adding/route_pairs.hpp"
#include "engine/store/backends.hpp"
#include "engine/store/spatialite/database.hpp"
#include "engine/store/spatialite/layer_table.hpp"
#include "engine/store/spatialite/route_ends.hpp"
#include "engine/store/spatialite/route_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tamga::store {
namespace {

/// A pair as it is in the file.
struct Ends {
    std::uint32_t pair = 0;
    geo::LonLat from;
    geo::LonLat to;
};

void require_position(const std::string& layer, geo::LonLat at) {
    if (!(std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90)) {
        throw Error{Fault::input, fmt::format("layer '{}' has a place at {},{}, and longitudes are "
                                              "within -180..180, latitudes within -90..90",
                                              layer, at.lat, at.lon)};
    }
}

std::vector<Ends> ends_of(base::Database& database, const std::string& layer) {
    auto rows = database.prepare(fmt::format(
        "SELECT p.id, o.lon, o.lat, d.lon, d.lat FROM {} p JOIN {} o ON o.id = p.origin JOIN {} d "
        "ON d.id = p.destination ORDER BY p.id",
        quoted(layer + "_pairs"), quoted(layer + "_places"), quoted(layer + "_places")));
    std::vector<Ends> all;
    while (rows.step()) {
        all.push_back({.pair = number_in(rows, 0, layer),
                       .from = {.lon = rows.real(1), .lat = rows.real(2)},
                       .to = {.lon = rows.real(3), .lat = rows.real(4)}});
        require_position(layer, all.back().from);
        require_position(layer, all.back().to);
    }
    return all;
}

std::vector<index::PackedBox> pieces_of(const std::vector<Ends>& ends) {
    constexpr std::size_t at_a_time = 4096;
    std::vector<std::vector<index::PackedBox>> parts((ends.size() + at_a_time - 1) / at_a_time);
    base::parallel_for(parts.size(), [&](std::size_t part) {
        const std::size_t end = std::min((part + 1) * at_a_time, ends.size());
        for (std::size_t i = part * at_a_time; i < end; ++i) {
            for (const geo::Box& box : shape_of(ends[i].from, ends[i].to, false).boxes) {
                parts[part].push_back(index::packed(box, ends[i].pair));
            }
        }
    });
    std::vector<index::PackedBox> pieces;
    for (const auto& part : parts) {
        pieces.insert(pieces.end(), part.begin(), part.end());
    }
    return pieces;
}

}  // namespace

void spatialite_reindex(const std::string& path) {
    base::PendingOutput pending{checked_store(path)};
    pending.make_file();
    in_context(path, [&] {
        {
            // A whole copy whoever else reads and writes, as a copy of the file would not be.
            base::Database old{path, base::Database::Mode::read_only};
            old.execute("VACUUM INTO " + literal(pending.path()));
        }
        base::Database copy{pending.path(), base::Database::Mode::create};
        copy.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
        for (const Layer& layer : layers(copy)) {
            if (layer.kind == Kind::routes) {
                for (const char* suffix : {"_places", "_pairs"}) {
                    require_table(copy, layer.name, layer.name + suffix);
                }
                keep_route_index(copy, layer.name, pieces_of(ends_of(copy, layer.name)));
            }
        }
        copy.execute("COMMIT");
    });
    pending.commit();
}

}  // namespace tamga::store
