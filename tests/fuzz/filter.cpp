// SPDX-License-Identifier: MIT
//
// A condition, as `--where` takes it: it answers for any feature, and for a range of zooms as for
// each of them.
#include "engine/filter/expression.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <array>
#include <limits>

using namespace tamga;

namespace {

const std::array<model::Attribute, 6> attributes{
    {{"a", std::int64_t{-3}},
     {"b", 2.5},
     {"name", std::string_view{"New \xC3\x96sh"}},
     {"t", true},
     {"n", std::monostate{}},
     {"u", std::numeric_limits<std::uint64_t>::max()}}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::accepted([&] {
        const filter::Expression expression{fuzz::text(data, size)};
        fuzz::require(
            filter::Expression{expression.text()}.names().size() == expression.names().size(),
            "its text is the same condition");
        filter::Matcher matcher{expression};
        for (const std::size_t count : {attributes.size(), std::size_t{0}}) {
            const filter::Subject subject{
                .shape = model::Shape::points,
                .id = 7,
                .attributes = std::span<const model::Attribute>{attributes}.first(count)};
            const std::uint32_t zooms = matcher.zooms(subject);
            for (const int zoom : {0, 7, 31}) {
                fuzz::require(matcher.passes(subject, zoom) == ((zooms >> zoom & 1) != 0),
                              "a zoom is as in the range");
            }
        }
    });
    return 0;
}
