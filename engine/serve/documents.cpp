// SPDX-License-Identifier: MIT
#include "engine/serve/documents.hpp"

#include "engine/base/error.hpp"
#include "engine/base/json.hpp"
#include "engine/serve/http/target.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace tamga::serve {
namespace {

using Json = nlohmann::ordered_json;

/// Writes a document in which some addresses are this server's.
class Document {
public:
    /// `foreign` is all text in the document that is not ours.
    explicit Document(const std::string& foreign) {
        while (foreign.find(placeholder_) != foreign.npos) {
            placeholder_ += '-';
        }
    }

    std::string address(const std::string& name, std::string_view rest) const {
        return placeholder_ + "/" + percent_encoded(name) + std::string{rest};
    }
    std::string text(const Json& json) const {
        std::string text = base::json_text(json);
        for (auto at = text.find(placeholder_); at != text.npos; at = text.find(placeholder_, at)) {
            text.replace(at, placeholder_.size(), 1, base_marker);
        }
        return text;
    }
    std::string member(const std::string& name, const Json& value) const {
        return base::json_text(Json(name)) + ":" + text(value);
    }

private:
    std::string placeholder_ = "base-address-";
};

Json bounds_of(const archive::Description& about) {
    return {about.bounds.south_west.lon, about.bounds.south_west.lat, about.bounds.north_east.lon,
            about.bounds.north_east.lat};
}

void add_common(Json& json, const std::string& name, const archive::Description& about) {
    json["name"] = about.name.empty() ? name : about.name;
    json["description"] = about.description;
    json["attribution"] = about.attribution;
    json["minzoom"] = about.min_zoom;
    json["maxzoom"] = about.max_zoom;
    json["bounds"] = bounds_of(about);
}

std::string foreign_text(const std::string& name, const archive::Description& about) {
    return base::json_text(Json{name, about.name, about.description, about.attribution});
}

Json parse_object(std::string_view text, const std::string& what) {
    Json json = base::ordered_json_of(text);
    if (!json.is_object()) {
        throw Error{Fault::input, what + " is not a JSON object"};
    }
    return json;
}

/// The tile set that a source's address means, if it is one of ours.
std::optional<std::string> tile_set_of(std::string address, const std::set<std::string>& served) {
    address.resize(std::min(address.find_first_of("?#"), address.size()));
    const auto end = address.find("/{z}");
    address.resize(std::min(end, address.size()));
    address.erase(0, address.find_last_of("/\\") + 1);
    std::vector<std::string_view> endings{"", ".json"};
    for (const archive::TileFormat& format : archive::tile_formats()) {
        endings.push_back(format.ending);
    }
    for (const std::string_view ending : endings) {
        if (address.ends_with(ending)) {
            const std::string name = address.substr(0, address.size() - ending.size());
            if (served.contains(name)) {
                return name;
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> tile_set_of(const Json& source, const std::set<std::string>& served) {
    if (const auto url = source.find("url"); url != source.end() && url->is_string()) {
        return tile_set_of(url->get<std::string>(), served);
    }
    const auto tiles = source.find("tiles");
    if (tiles != source.end() && tiles->is_array() && !tiles->empty() && tiles->at(0).is_string()) {
        return tile_set_of(tiles->at(0).get<std::string>(), served);
    }
    return std::nullopt;
}

}  // namespace

std::string with_base(std::string_view document, std::string_view base) {
    std::string result;
    result.reserve(document.size() + 8 * base.size());
    for (;;) {
        const auto place = document.find(base_marker);
        result += document.substr(0, place);
        if (place == document.npos) {
            return result;
        }
        result += base;
        document.remove_prefix(place + 1);
    }
}

std::string tilejson(const std::string& name, const archive::Description& description) {
    const Json metadata = parse_object(description.json, "the metadata");
    const Document document{foreign_text(name, description) + base::json_text(metadata)};
    Json json{{"tilejson", "3.0.0"}};
    add_common(json, name, description);
    json["center"] = {description.center.lon, description.center.lat, description.center_zoom};
    json["scheme"] = "xyz";
    json["tiles"] = {document.address(name, "/{z}/{x}/{y}")};
    json["vector_layers"] = metadata.value("vector_layers", Json::array());
    for (const auto& [key, value] : metadata.items()) {
        if (key != "tilestats" && !json.contains(key)) {
            json[key] = value;
        }
    }
    return document.text(json);
}

std::string catalog_entry(const std::string& name, const archive::Description& description,
                          archive::Format format) {
    const Document document{foreign_text(name, description)};
    Json json = Json::object();
    add_common(json, name, description);
    const archive::TileFormat& row = archive::row_of(format);
    json["format"] = row.name;
    json["tilejson"] = document.address(name, ".json");
    json["tiles"] = document.address(name, "/{z}/{x}/{y}");
    if (!row.media_type.empty()) {
        json["archive"] = document.address(name, row.ending);
    }
    return document.member(name, json);
}

StyleDocument style_document(const std::string& name, std::string_view text,
                             const std::set<std::string>& served) {
    Json style = parse_object(text, "the style");
    if (style.value("version", Json{}) != 8 || !style.value("sources", Json{}).is_object()) {
        throw Error{Fault::input, "is not a MapLibre style: no \"version\": 8 and \"sources\""};
    }
    const Document document{name + base::json_text(style)};
    Json used = Json::array();
    for (auto& [key, source] : style["sources"].items()) {
        const auto tile_set = source.is_object() ? tile_set_of(source, served) : std::nullopt;
        if (tile_set) {
            source.erase("tiles");
            source["url"] = document.address(*tile_set, ".json");
            used.push_back(*tile_set);
        }
    }
    const Json title = style.value("name", Json(name));
    const std::string address = document.address("styles", "/" + percent_encoded(name) + ".json");
    return {.json = document.text(style),
            .catalog_entry =
                document.member(name, {{"name", title}, {"style", address}, {"tile_sets", used}})};
}

}  // namespace tamga::serve
