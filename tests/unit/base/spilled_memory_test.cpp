// SPDX-License-Identifier: MIT
#include "engine/base/files/spilled_memory.hpp"
#include "engine/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <ranges>
#include <vector>

using tamga::Error;
using tamga::Fault;
using tamga::base::SpilledMemory;

namespace {

constexpr std::uint64_t one_megabyte = 1 << 20;

}  // namespace

TEST_CASE("arrays keep what is in them while their pages are let go of", "[base]") {
    const tamga::TemporaryFolder folder;
    SpilledMemory memory{{.resident_bytes = one_megabyte, .folder = folder.path()}};
    std::pmr::vector<std::uint32_t> large(3'000'000, &memory);
    std::pmr::vector<std::uint32_t> other(1'000'000, 7, &memory);
    std::iota(large.begin(), large.end(), 0U);
    memory.keep_within_limit();
    bool same = true;
    for (std::uint32_t i = 0; i < large.size(); ++i) {
        same = same && large[i] == i;
    }
    CHECK(same);
    CHECK(other.back() == 7);
    CHECK(memory.most_spilled_bytes() >= 16'000'000);
    CHECK(folder.names().empty());  // The files have no names.
}

TEST_CASE("arrays that are read in pieces far apart are counted with the others", "[base]") {
    SpilledMemory memory{{.resident_bytes = one_megabyte}};
    {
        std::pmr::vector<std::uint32_t> pieces(3'000'000, &memory.scattered());
        const std::pmr::vector<std::uint32_t> other(1'000'000, 7, &memory);
        std::iota(pieces.begin(), pieces.end(), 0U);
        memory.keep_within_limit();
        CHECK(std::ranges::all_of(std::views::iota(0U, 3'000'000U),
                                  [&](std::uint32_t i) { return pieces[i] == i; }));
        CHECK(std::ranges::count(other, 7U) == 1'000'000);
    }
    CHECK(memory.most_spilled_bytes() >= 16'000'000);
    CHECK(memory.most_spilled_bytes() < 17'000'000);
}

TEST_CASE("small arrays and those within the limit are ordinary memory", "[base]") {
    SpilledMemory memory{{.resident_bytes = 1024 * one_megabyte}};
    const std::pmr::vector<char> small(100, &memory);
    const std::pmr::vector<char> large(10'000'000, &memory);
    CHECK(memory.most_spilled_bytes() == 0);
}

TEST_CASE("room that is given back is used again", "[base]") {
    SpilledMemory memory{{.resident_bytes = 1}};
    for (int i = 0; i < 20; ++i) {
        const std::pmr::vector<char> large(200'000'000, &memory);
        CHECK(large.back() == 0);
    }
    CHECK(memory.most_spilled_bytes() < 201'000'000);
}

TEST_CASE("a folder that is not there is refused before any work", "[base]") {
    try {
        const SpilledMemory memory{{.folder = "/no/such/folder"}};
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::usage);
        CHECK(std::string{error.what()} == "'/no/such/folder' is not a folder for temporary files");
    }
}

TEST_CASE("half of the memory there is, is a size to work with", "[base]") {
    CHECK(SpilledMemory::half_of_all() > 100 * one_megabyte);
}

TEST_CASE("prefaulting a block leaves what is in it", "[base]") {
    const tamga::TemporaryFolder folder;
    for (const std::uint64_t limit : {one_megabyte, 4096 * one_megabyte}) {
        CAPTURE(limit);
        SpilledMemory memory{{.resident_bytes = limit, .folder = folder.path()}};
        std::pmr::vector<std::uint32_t> numbers(std::size_t{9} << 20, &memory);
        std::iota(numbers.begin(), numbers.end(), 0U);
        memory.prefault(numbers.data() + 1, numbers.size() * sizeof(std::uint32_t) - 4);
        memory.prefault(numbers.data() + 1, 8);
        CHECK(std::ranges::equal(numbers, std::views::iota(0U, 9U << 20)));
    }
}
