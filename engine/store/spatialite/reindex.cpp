// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/base/files/pending_output.hpp"
#include "engine/store/adding/pair_pieces.hpp"
#include "engine/store/backends.hpp"
#include "engine/store/spatialite/database.hpp"
#include "engine/store/spatialite/layer_table.hpp"
#include "engine/store/spatialite/route_ends.hpp"
#include "engine/store/spatialite/route_index.hpp"

#include <fmt/format.h>

namespace tamga::store {
namespace {

std::vector<PairEnds> ends_of(base::Database& database, const std::string& layer) {
    auto rows = database.prepare(fmt::format(
        "SELECT p.id, o.lon, o.lat, d.lon, d.lat FROM {} p JOIN {} o ON o.id = p.origin JOIN {} d "
        "ON d.id = p.destination ORDER BY p.id",
        quoted(layer + "_pairs"), quoted(layer + "_places"), quoted(layer + "_places")));
    std::vector<PairEnds> all;
    while (rows.step()) {
        all.push_back({.pair = number_in(rows, 0, layer),
                       .from = {.lon = rows.real(1), .lat = rows.real(2)},
                       .to = {.lon = rows.real(3), .lat = rows.real(4)}});
    }
    return all;
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
                keep_route_index(copy, layer.name,
                                 pieces_of(ends_of(copy, layer.name), layer.name));
            }
        }
        copy.execute("COMMIT");
    });
    pending.commit();
}

}  // namespace tamga::store
