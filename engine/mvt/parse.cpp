// SPDX-License-Identifier: MIT
#include "engine/mvt/parse.hpp"
#include "engine/base/utf8.hpp"

#include <fmt/format.h>
#include <protozero/pbf_reader.hpp>

namespace tamga::mvt {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;

/// Runs `parse`; damaged protobuf is a complaint.
template <class Parse>
void guarded(const Complain& complain, const char* what, const Parse& parse) {
    try {
        parse();
    } catch (const protozero::exception& error) {
        complain(
            {Level::fatal, "3", fmt::format("{} is damaged protobuf ({})", what, error.what())});
    }
}

ByteView bytes_of(protozero::data_view view) { return as_bytes({view.data(), view.size()}); }

pbf_reader reader_of(ByteView bytes) {
    return pbf_reader{protozero::data_view{as_text(bytes).data(), bytes.size()}};
}

/// Walks a message's fields and checks the wire type of those it is asked for, and that fields
/// which are there once are.
class Fields {
public:
    Fields(ByteView message, std::string_view section, const Complain& complain)
        : reader_{reader_of(message)}, section_{section}, complain_{complain} {}

    bool next() {
        const bool more = reader_.next();
        tag_ = more ? reader_.tag() : 0;  // The reader forgets it with the value.
        ++count_;
        return more;
    }
    std::uint32_t tag() const { return tag_; }

    /// True if the field has the type it should; else it is skipped.
    bool is(const char* name, pbf_wire_type type, bool once = true) {
        if (reader_.wire_type() != type) {
            complain_({Level::fatal, section_,
                       fmt::format("field '{}' has wire type {}, not {}", name,
                                   static_cast<int>(reader_.wire_type()), static_cast<int>(type))});
            reader_.skip();
            return false;
        }
        if (once && has(tag())) {
            complain_({Level::must, section_, fmt::format("field '{}' is there twice", name)});
        }
        seen_ |= once ? bit(tag()) : 0;
        return true;
    }

    std::uint64_t varint() { return reader_.get_uint64(); }
    /// Of a length that does not fit 32 bits, the library would take the lower ones.
    ByteView bytes() {
        const char* at = reader_.data().data();
        if (protozero::decode_varint(&at, at + reader_.data().size()) > reader_.data().size()) {
            throw protozero::end_of_buffer_exception{};
        }
        return bytes_of(reader_.get_view());
    }
    std::string_view text(const char* name) {
        const std::string_view text = as_text(bytes());
        if (!base::is_utf8(text)) {
            complain_({Level::must, section_, fmt::format("field '{}' is not UTF-8", name)});
        }
        return text;
    }
    /// Requires that is() was asked for it as a field that is there once.
    bool has(std::uint32_t tag) const { return (seen_ & bit(tag)) != 0; }
    /// Where the value begins that is read next; of bytes, their length.
    std::size_t offset_in(ByteView message) const {
        return static_cast<std::size_t>(reader_.data().data() - as_text(message).data());
    }
    bool first() const { return count_ == 1; }
    pbf_reader& reader() { return reader_; }

private:
    /// The fields that we know have numbers of up to 15.
    static std::uint32_t bit(std::uint32_t tag) { return std::uint32_t{1} << (tag & 31); }

    pbf_reader reader_;
    std::string_view section_;
    const Complain& complain_;
    std::uint32_t seen_ = 0;
    std::uint32_t tag_ = 0;
    std::size_t count_ = 0;
};

constexpr auto varint_type = pbf_wire_type::varint;
constexpr auto bytes_type = pbf_wire_type::length_delimited;

model::Value value_field(Fields& fields) {
    pbf_reader& reader = fields.reader();
    switch (fields.tag()) {
        case 1:
            return fields.is("string_value", bytes_type) ? model::Value{fields.text("string_value")}
                                                         : model::Value{};
        case 2:
            return fields.is("float_value", pbf_wire_type::fixed32)
                       ? model::Value{static_cast<double>(reader.get_float())}
                       : model::Value{};
        case 3:
            return fields.is("double_value", pbf_wire_type::fixed64)
                       ? model::Value{reader.get_double()}
                       : model::Value{};
        case 4:
            return fields.is("int_value", varint_type) ? model::Value{reader.get_int64()}
                                                       : model::Value{};
        case 5:
            return fields.is("uint_value", varint_type) ? model::Value{reader.get_uint64()}
                                                        : model::Value{};
        case 6:
            return fields.is("sint_value", varint_type) ? model::Value{reader.get_sint64()}
                                                        : model::Value{};
        case 7:
            return fields.is("bool_value", varint_type) ? model::Value{reader.get_bool()}
                                                        : model::Value{};
        default:
            reader.skip();
            return {};
    }
}

/// Bounds that no tile comes near, so that what is kept of a layer stays smaller than the layer.
constexpr std::size_t most_layers = 10'000;
constexpr std::size_t most_fields = std::size_t{1} << 21;
constexpr std::size_t most_tags = std::size_t{1} << 16;
constexpr std::size_t longest_name = std::size_t{1} << 16;

std::string_view name_field(Fields& fields, const char* what, const Complain& complain) {
    const std::string_view name = fields.text(what);
    if (name.size() > longest_name) {
        complain(
            {Level::fatal, "4.1",
             fmt::format("field '{}' has {} bytes, over {}", what, name.size(), longest_name)});
    }
    return name;
}

/// Takes the field at hand into a list, unless that is full.
void keep(PackedFields& list, ByteView message, std::size_t offset, const char* name,
          const Complain& complain) {
    if (list.size() < most_fields) {
        list.add(message, offset);
        if (list.size() == most_fields) {
            complain({Level::fatal, "4.1",
                      fmt::format("field '{}' is there {} times and more", name, most_fields)});
        }
    }
}

void layer_field(Fields& fields, ByteView message, Layer& layer, const Complain& complain) {
    const std::size_t offset = fields.offset_in(message);
    switch (fields.tag()) {
        case 1:
            if (fields.is("name", bytes_type)) {
                layer.name = name_field(fields, "name", complain);
            }
            break;
        case 2:
            if (fields.is("features", bytes_type, false)) {
                fields.bytes();
                keep(layer.features, message, offset, "features", complain);
            }
            break;
        case 3:
            if (fields.is("keys", bytes_type, false)) {
                name_field(fields, "keys", complain);
                keep(layer.keys, message, offset, "keys", complain);
            }
            break;
        case 4:
            if (fields.is("values", bytes_type, false)) {
                parse_value(fields.bytes(), complain);
                keep(layer.values, message, offset, "values", complain);
            }
            break;
        case 5:
            if (fields.is("extent", varint_type)) {
                layer.extent = static_cast<std::uint32_t>(fields.varint());
            }
            break;
        case 15:
            if (!fields.first()) {
                complain({Level::should, "4.1", "the version is not the layer's first field"});
            }
            if (fields.is("version", varint_type)) {
                layer.version = static_cast<std::uint32_t>(fields.varint());
            }
            break;
        default:
            fields.reader().skip();
    }
}

/// Complains about the fields a layer must have.
void check_layer(const Fields& fields, const Layer& layer, const Complain& complain) {
    if (!fields.has(15)) {
        complain({Level::must, "4.1", "the layer has no version"});
    } else if (layer.version != 2) {
        complain({layer.version == 1 ? Level::should : Level::must, "4.1",
                  fmt::format("the layer's version is {}, not 2", layer.version)});
    }
    if (!fields.has(1)) {
        complain({Level::must, "4.1", "the layer has no name"});
    }
    if (!fields.has(5)) {  // A proto2 reader has the default 4096 for it.
        complain({Level::should, "4.1", "the layer has no extent"});
    } else if (layer.extent == 0) {
        complain({Level::must, "4.1", "the layer's extent is 0"});
    }
}

}  // namespace

model::Value parse_value(ByteView message, const Complain& complain) {
    model::Value value;
    int known = 0;
    guarded(complain, "a value", [&] {
        Fields fields{message, "4.1", complain};
        while (fields.next()) {
            const model::Value read = value_field(fields);
            if (read.index() != 0) {
                value = read;
                ++known;
            }
        }
    });
    if (known != 1) {
        complain({Level::must, "4.1", fmt::format("a value has {} fields, not one", known)});
    }
    return value;
}

std::vector<ByteView> parse_tile(ByteView tile, const Complain& complain) {
    std::vector<ByteView> layers;
    guarded(complain, "the tile", [&] {
        Fields fields{tile, "4", complain};
        while (fields.next()) {
            if (fields.tag() != 3) {
                fields.reader().skip();
            } else if (fields.is("layers", bytes_type, false)) {
                if (layers.size() == most_layers) {
                    complain({Level::fatal, "4",
                              fmt::format("the tile has over {} layers", most_layers)});
                    return;
                }
                layers.push_back(fields.bytes());
            }
        }
    });
    return layers;
}

Layer parse_layer(ByteView message, const Complain& complain) {
    Layer layer;
    guarded(complain, "the layer", [&] {
        Fields fields{message, "4.1", complain};
        while (fields.next()) {
            layer_field(fields, message, layer, complain);
        }
        check_layer(fields, layer, complain);
    });
    return layer;
}

Feature parse_feature(ByteView message, const Complain& complain) {
    Feature feature;
    guarded(complain, "the feature", [&] {
        Fields fields{message, "4.2", complain};
        while (fields.next()) {
            if (fields.tag() == 1 && fields.is("id", varint_type)) {
                feature.id = fields.varint();
            } else if (fields.tag() == 2 && fields.is("tags", bytes_type)) {
                feature.tags = fields.bytes();
            } else if (fields.tag() == 3 && fields.is("type", varint_type)) {
                const std::uint64_t type = fields.varint();
                if (type > 3) {
                    complain({Level::must, "4.3.4", fmt::format("there is no type {}", type)});
                } else {
                    feature.type = static_cast<GeometryType>(type);
                }
            } else if (fields.tag() == 4 && fields.is("geometry", bytes_type)) {
                feature.geometry = fields.bytes();
            } else if (fields.tag() > 4) {
                fields.reader().skip();
            }
        }
        if (!fields.has(3)) {
            complain({Level::must, "4.2", "the feature has no type"});
        }
    });
    return feature;
}

std::vector<TagPair> parse_tags(const Layer& layer, ByteView tags, const Complain& complain) {
    std::vector<TagPair> pairs;
    guarded(complain, "the list of tags", [&] {
        const char* at = as_text(tags).data();
        const char* const end = at + tags.size();
        while (at != end) {
            const std::uint64_t key = protozero::decode_varint(&at, end);
            if (at == end) {
                complain({Level::fatal, "4.4", "there is a key without a value in the tags"});
                return;
            }
            const std::uint64_t value = protozero::decode_varint(&at, end);
            if (key >= layer.keys.size() || value >= layer.values.size()) {
                complain({Level::fatal, "4.4",
                          fmt::format("tags {} {} point past the layer's {} keys and {} values",
                                      key, value, layer.keys.size(), layer.values.size())});
                return;
            }
            if (pairs.size() == most_tags) {
                complain({Level::fatal, "4.4", fmt::format("there are over {} tags", most_tags)});
                return;
            }
            pairs.push_back({static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(value)});
        }
    });
    return pairs;
}

}  // namespace tamga::mvt
