// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/kml_tracks.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/parse/xml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::ingest {
namespace {

class TrackCheck final : public XmlHandler {
public:
    explicit TrackCheck(const std::string& file) : file_{file} {}

    void open(std::string_view name, std::span<const Attribute> /*attributes*/) override {
        if (name == "Track") {
            places_ = 0;
            times_ = 0;
        }
    }

    void close(std::string_view name, std::string_view /*text*/) override {
        places_ += name == "coord" ? 1 : 0;
        times_ += name == "when" ? 1 : 0;
        if (name == "Track" && places_ > 0 && times_ == 0) {
            throw Error{Fault::input,
                        fmt::format("{}: a gx:Track has {} gx:coord and no when; each place needs "
                                    "its time",
                                    file_, places_)};
        }
    }

private:
    const std::string& file_;
    int places_ = 0;
    int times_ = 0;
};

}  // namespace

void check_kml_tracks(std::string_view text, const std::string& name) {
    constexpr std::string_view spaces = " \t\r\n";
    const auto first = std::min(text.find_first_not_of(spaces), text.size());
    const bool has_tracks = text.substr(first).starts_with('<') &&
                            text.find("<kml") != std::string_view::npos &&
                            text.find("Track") != std::string_view::npos;
    if (has_tracks) {
        TrackCheck check{name};
        read_xml(text, name, check);
    }
}

}  // namespace tamga::ingest
