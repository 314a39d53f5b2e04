// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/expression.hpp"
#include "engine/plan/option.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tamga::plan {

/// The type an attribute is given, whatever the source says.
enum class FieldType : std::uint8_t { integer, real, text, boolean };

template <>
struct Words<FieldType> {
    static constexpr std::string_view what = "type";
    static constexpr Word<FieldType> all[] = {{"int", FieldType::integer},
                                              {"float", FieldType::real},
                                              {"string", FieldType::text},
                                              {"bool", FieldType::boolean}};
};

/// A table whose rows give features more attributes: those of the row whose `column` equals the
/// feature's `key`, as text. What the row has takes the place of an attribute of the same name.
struct Join {
    std::string path;
    std::string key;
    std::string column;  ///< Often named like the key.
};

struct ZoomSpan {
    int first = 0;
    int last = 24;
};

/// Which features of a layer are drawn, and what they say.
struct Attributes {
    std::optional<std::vector<std::string>> attributes = {};  ///< Only these; none given: all.
    std::vector<std::string> exclude = {};
    std::map<std::string, FieldType> types = {};
    std::string id = {};                           ///< The attribute that becomes the feature's id.
    std::optional<filter::Expression> where = {};  ///< Only features that pass; routes: only rows.
    std::vector<Join> joins = {};
    std::map<std::string, ZoomSpan> attributes_at = {};  ///< Written at these zooms only.
    std::string order_by = {};  ///< Drawn from the least to the largest of this attribute.
    bool order_descending = false;
    std::string min_zoom_by = {};  ///< The attribute that says from which zoom a feature is drawn.
    std::string max_zoom_by = {};
    std::string layer_by = {};  ///< The attribute that names the layer a feature goes into.
};

template <class L>
inline constexpr Option<L> attribute_rows[] = {
    {.section = Section::attributes,
     .key = "where",
     .flag = "--where",
     .value = "EXPR",
     .help = "Only features for which this holds: \"people > 1000 and kind in ('town', 'city')\". "
             "Also or, not, is null, like, ilike, between, + - * / %, $id, $type, $zoom; names "
             "that are no plain words in double quotes.",
     .example = "\"people > 1000\"",
     .page = "only features for which this holds; of routes, only rows",
     .member = member<L, Condition, &Attributes::where>()},
    {.section = Section::attributes,
     .key = "attributes",
     .flag = "-y,--include",
     .value = "A",
     .help = "Keep this attribute only; may be repeated.",
     .example = "[\"name\", \"iso\"]",
     .page = "only these",
     .member = member<L, Texts, &Attributes::attributes>()},
    {.section = Section::attributes,
     .key = "exclude",
     .flag = "-x,--exclude",
     .value = "A",
     .help = "Leave out this attribute; may be repeated.",
     .example = "[\"note\"]",
     .page = "all attributes but these",
     .member = member<L, Texts, &Attributes::exclude>()},
    {.section = Section::attributes,
     .key = "types",
     .flag = "--type",
     .value = "A:TYPE",
     .help = "Make an attribute an int, float, string or bool.",
     .example = "{ people = \"int\" }",
     .page = "`int`, `float`, `string` or `bool`, whatever the source says",
     .member = member<L, TypeOfEach, &Attributes::types>()},
    {.section = Section::attributes,
     .key = "id",
     .flag = "--id",
     .value = "A",
     .help = "The attribute that becomes the feature's id.",
     .member = member<L, Text, &Attributes::id>()},
    {.section = Section::attributes,
     .key = "join",
     .flag = "--join",
     .value = "FILE:A",
     .help = "Attributes from the row of a table whose column A equals attribute A; FILE:A=COL if "
             "the column has another name. May be repeated.",
     .example = "{ file = \"people.csv\", key = \"iso\", column = \"code\" }",
     .page = "attributes from the row of a table whose `column` (the key, if it is not given) "
             "equals the feature's `key`; a list of such tables for several",
     .kinds = all_but_routes,
     .member = member<L, Joins, &Attributes::joins>()},
    {.section = Section::attributes,
     .key = "attributes_at",
     .flag = "--attribute-at",
     .value = "A:ZOOM",
     .help = "Write an attribute from this zoom on, or at A:FIRST-LAST; may be repeated.",
     .example = "{ name = 5, people = [0, 3] }",
     .page = "an attribute is written from this zoom on; at these zooms",
     .member = member<L, ZoomsOfEach, &Attributes::attributes_at>()},
    {.section = Section::attributes,
     .key = "order_by",
     .flag = "--order-by",
     .value = "A",
     .help = "Draw features in the order of an attribute.",
     .page = "the attribute in whose order features are drawn, one over the other; points that are "
             "kept by their size come from the largest on, so that labels have room in that order",
     .kinds = all_but_routes,
     .member = member<L, Ordered<false>>()},
    {.section = Section::attributes,
     .key = "order_descending_by",
     .flag = "--order-descending-by",
     .value = "A",
     .help = "The same, the largest first.",
     .kinds = all_but_routes,
     .member = member<L, Ordered<true>>()},
    {.section = Section::attributes,
     .key = "min_zoom_by",
     .flag = "--min-zoom-by",
     .value = "A",
     .help = "The attribute that says from which zoom a feature is drawn (GeoJSON may say it in "
             "\"tippecanoe\", too).",
     .kinds = all_but_routes,
     .member = member<L, Text, &Attributes::min_zoom_by>()},
    {.section = Section::attributes,
     .key = "max_zoom_by",
     .flag = "--max-zoom-by",
     .value = "A",
     .help = "The same for the last zoom.",
     .kinds = all_but_routes,
     .member = member<L, Text, &Attributes::max_zoom_by>()},
    {.section = Section::attributes,
     .key = "layer_by",
     .flag = "--layer-by",
     .value = "A",
     .help = "The attribute that names the layer a feature goes into.",
     .kinds = all_but_routes,
     .member = member<L, Text, &Attributes::layer_by>()},
};

}  // namespace tamga::plan
