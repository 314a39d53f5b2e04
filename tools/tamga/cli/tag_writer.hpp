// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geotag/geotag.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace tamga::cli {

/// A text with the places found in it.
struct TaggedText {
    std::string file;
    std::string_view text;
    const std::vector<geotag::Tag>& tags;
};

/// Writes the places of one text after the other in one format.
class TagWriter {
public:
    virtual ~TagWriter() = default;
    virtual void write(const TaggedText& tagged) = 0;
    virtual void finish() {}
};

/// "geojson", "jsonl", "csv", "brat" (annotations of one text), "html" (a page with the texts, the
/// places marked, and a map). Requires that `out` and `gazetteer` outlive the writer. Throws
/// std::out_of_range for anything else.
std::unique_ptr<TagWriter> tag_writer(const std::string& format, std::ostream& out,
                                      const place::Gazetteer& gazetteer);

/// What a user reads of a tag, the same in all formats.
struct TagFacts {
    std::string name;     ///< The place's; of a coordinate, the unit or country it is in.
    std::string kind;     ///< "country" ... "feature", or "coordinate".
    std::string country;  ///< ISO code.
    std::string admin1;   ///< Name.
    std::uint32_t id = 0;
};

TagFacts facts_of(const geotag::Tag& tag, const place::Gazetteer& gazetteer);

}  // namespace tamga::cli
