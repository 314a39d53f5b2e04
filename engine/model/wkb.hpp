// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tamga::model {

/// The kinds of geometry, with OGC's numbers.
enum class GeometryType : std::uint32_t {
    point = 1,
    line = 2,
    polygon = 3,
    multi_point = 4,
    multi_line = 5,
    multi_polygon = 6
};

/// "POINT", "MULTILINESTRING" and so on, as well-known text has it; empty for no such number.
std::string_view wkt_name(GeometryType type);

// Well-known binary (OGC 06-103r4), lowest bytes first: a byte that says so, the type, and the body.
// SpatiaLite and PostGIS have frames of their own around the body.

inline constexpr std::uint8_t wkb_little_endian = 1;

/// Appends the bytes of a number.
template <class T>
void append_number(Bytes& out, T value) {
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

/// Appends the body of a geometry. `before_part` stands before each part of several. Requires that the
/// feature's shape is the type's, and of a single point, line or polygon that there is one.
void append_wkb_body(Bytes& out, const FeatureView& feature, GeometryType type,
                     std::uint8_t before_part = wkb_little_endian);

/// Reads bytes from the front. Throws Error{Fault::input} where there are not as many.
class WkbReader {
public:
    explicit WkbReader(ByteView bytes) : bytes_{bytes} {}

    template <class T>
    T take() {
        T value;
        std::memcpy(&value, taken(sizeof value), sizeof value);
        return value;
    }
    geo::LonLat position();
    /// Adds the positions and parts of a geometry's body to `features`, whose caller commits, and
    /// returns their shape. Throws Error{Fault::input} if its parts are of another kind, or `type` is
    /// none of GeometryType.
    Shape body(GeometryType type, Features& features, std::uint8_t before_part = wkb_little_endian);
    bool is_at_end() const noexcept { return at_ == bytes_.size(); }

private:
    const std::uint8_t* taken(std::size_t size);
    void run(Features& features, std::uint32_t count);
    void line(Features& features);
    void polygon(Features& features);
    template <class Part>
    void parts(GeometryType part, std::uint8_t before_part, const Part& read);

    ByteView bytes_;
    std::size_t at_ = 0;
};

}  // namespace tamga::model
