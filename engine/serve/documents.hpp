// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"

#include <set>
#include <string>
#include <string_view>

namespace tamga::serve {

/// Documents hold this where the server's own address belongs, which only a request can tell. No
/// JSON text has it otherwise: there, control characters are escaped.
inline constexpr char base_marker = '\x01';

/// `document` with `base` ("http://127.0.0.1:8080") in every place of the marker. `base` is free of
/// characters that JSON escapes.
std::string with_base(std::string_view document, std::string_view base);

/// TileJSON 3.0 of the tile set that is served as `name`. What else the metadata says is kept, but
/// for the tile statistics, which can be larger than everything else together.
/// Throws Error{Fault::input} if the metadata is not a JSON object.
std::string tilejson(const std::string& name, const archive::Description& description);

/// `"name":{...}`, a member of the catalog's "tiles".
std::string catalog_entry(const std::string& name, const archive::Description& description,
                          archive::Format format);

/// A MapLibre style as it is served.
struct StyleDocument {
    std::string json;
    std::string catalog_entry;  ///< `"name":{...}`, a member of the catalog's "styles".
};

/// Makes the sources of a style point at this server wherever the last part of their address, less
/// its extension, is the name of a tile set in `served`: "pmtiles://data/journeys.pmtiles",
/// "journeys.json" and "https://elsewhere.org/journeys/{z}/{x}/{y}.pbf" all are "journeys".
/// Throws Error{Fault::input} if `text` is not a MapLibre style (version 8).
StyleDocument style_document(const std::string& name, std::string_view text,
                             const std::set<std::string>& served);

}  // namespace tamga::serve
