// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/layer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::plan {

/// What is baked: the content of a map.toml, or the same from a command line.
struct Map {
    std::string name = {};
    std::string description = {};
    std::string attribution = {};
    std::optional<int> min_zoom = {};
    std::optional<int> max_zoom = {};  ///< None: guessed from the data.
    std::vector<Layer> layers;
};

template <class M>
inline constexpr Option<M> map_rows[] = {
    {.section = Section::tileset,
     .key = "name",
     .flag = "-n,--name",
     .value = "TEXT",
     .help = "Name of the tile set (the output's stem).",
     .member = member<M, Text, &M::name>()},
    {.section = Section::tileset,
     .key = "description",
     .page = "what the tile set shows, for its metadata",
     .member = member<M, Text, &M::description>()},
    {.section = Section::tileset,
     .key = "attribution",
     .flag = "-A,--attribution",
     .value = "TEXT",
     .help = "Whom the data is from.",
     .member = member<M, Text, &M::attribution>()},
    {.section = Section::zooms,
     .key = "zoom",
     .example = "[0, 8]",
     .page = "the first zoom and the deepest, each of which a bake may be told otherwise "
             "(`--min-zoom`, `--max-zoom`); without it the deepest is guessed from the data",
     .member = member<M, DrawnZooms>()},
    {.section = Section::zooms,
     .flag = "-z,--max-zoom",
     .value = "N",
     .help = "Deepest zoom, or 'guess' from the data (guess).",
     .member = member<M, DeepestZoom, &M::max_zoom>()},
    {.section = Section::zooms,
     .flag = "-Z,--min-zoom",
     .value = "N",
     .help = "First zoom (0).",
     .member = member<M, Whole, &M::min_zoom>()},
};

/// Reads a map.toml. Paths in it are relative to the file, and come back relative to the working
/// directory. Throws Error{Fault::input} with file and line; an unknown key names the nearest known
/// one.
Map read_map(const std::string& path);

/// "int", "float", "string" or "bool".
const char* name_of(FieldType type);
/// "1000,10000" as the numbers at which classes begin; each is above 0 and the one before it. Throws
/// Error{Fault::usage}.
std::vector<double> breaks_named(const std::string& text);

}  // namespace tamga::plan
