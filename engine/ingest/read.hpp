// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tamga::ingest {

/// Where features come from, and how to understand it.
struct Source {
    std::string path;        ///< A file, a data source GDAL can open, or "-" for standard input.
    std::string layer = {};  ///< Which layer of the source; empty: its only one, or all of them.
    std::string crs = {};    ///< "EPSG:3857" and the like; empty: what the file says, else WGS 84.
    std::string encoding = {};  ///< "windows-1251"; empty: UTF-8, or what the text looks like.
    /// Attributes that must be there, in one record at least: a misspelt name is no empty column.
    std::vector<std::string> columns = {};
    /// A record needs no geometry: it is handed on as Shape::none. All columns of a CSV are
    /// attributes then, those named like positions too.
    bool table = false;
    bool strict = false;  ///< A bad record is an error.
    int threads = 0;      ///< How many may parse at once; 0: one for each core.
    /// The folder for what comes packed or from a pipe; empty: where the system puts such files.
    std::string temporary = {};
};

/// A record that could not be read, with the reason.
struct BadRecord {
    std::uint64_t record = 0;  ///< 1-based: the line in a text file, else the feature's number.
    std::string reason;        ///< As in an error message: "latitude 91 is outside -90..90".
    std::string name = {};     ///< What name_of() says, where that much could be read.
};

/// A ring or line that was left out of a feature whose other parts are good.
struct LostPart {
    std::uint64_t record = 0;  ///< As in BadRecord.
    std::string name;          ///< Of the feature; see name_of().
    geo::LonLat at;            ///< Its first position; not finite where its CRS does not reach.
    std::string reason;        ///< "a ring has only 2 distinct positions; it needs at least 3".
};

/// Enough to find a feature again: 'Italy' by an attribute that is called name (or Name, NAME),
/// else "id 380"; empty if it has neither.
std::string name_of(const model::FeatureView& feature);

/// "a part of 'Italy' at 12.5,41.9 is left out: a ring has only 1 distinct position ..."
std::string to_string(const LostPart& part);

/// What reading a source came to. read = the records found; read - bad = the features handed on.
/// (A collection of mixed shapes is handed on as one feature a shape, and counts as that many.)
struct Summary {
    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::vector<BadRecord> first_bad;  ///< In input order, at most 20.
    std::vector<std::string> notes;    ///< "dropped the Z of 12 features", one a kind.
    std::uint64_t lost_parts = 0;
    std::vector<LostPart> first_lost;  ///< In input order, at most 10,000.
};

/// What is done with a batch after the parallel part, one batch at a time and in input order.
using Finish = std::function<void()>;

/// Called with each batch, from several threads at once and in any order.
using Work = std::function<Finish(model::Features&&)>;

/// Reads every feature of `source` in batches whose limits do not depend on the number of threads.
///
/// Positions arrive in longitude and latitude on WGS 84, whatever the source's CRS. Z and M are
/// dropped, with a note. A record without geometry is bad, unless the source is read as a table.
/// Exceptions of `work` pass through.
///
/// Throws Error{Fault::input} if the source is missing, is not what it claims to be, ends early,
/// lacks one of the columns, or (with strict) holds a bad record. Messages start with the path, and
/// with the line where there is one.
Summary read(const Source& source, const Work& work);

/// The names of the layers with features in a source that has several kinds of them, as a
/// GeoPackage may: read() reads them together, with a note, unless Source::layer chooses one.
/// Empty for what has no layers (GeoJSON, CSV), and for what can be read once only.
///
/// Throws as read() does for what cannot be opened.
std::vector<std::string> layers(const Source& source);

/// The name a layer gets from a source: the file's stem without ".geojson", ".csv.gz" and the like.
std::string layer_name(const std::string& path);

}  // namespace tamga::ingest
