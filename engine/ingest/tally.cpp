// SPDX-License-Identifier: MIT
#include "engine/ingest/tally.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::ingest {
namespace {

constexpr std::size_t bad_records_kept = 20;
constexpr std::size_t lost_parts_kept = 10000;

/// What a note says for one, and for several. In the order of Oddity.
struct Wording {
    const char* one;
    const char* many;
};
constexpr std::array<Wording, oddities> wordings{{
    {"dropped the Z of 1 feature", "dropped the Z of {} features"},
    {"dropped the M of 1 feature", "dropped the M of {} features"},
    {"dropped the Z and M of 1 feature", "dropped the Z and M of {} features"},
    {"left out the id of 1 feature: not a whole number from 0 up",
     "left out the ids of {} features: not whole numbers from 0 up"},
    {"closed 1 ring that the file leaves open", "closed {} rings that the file leaves open"},
    {"replaced the curves of 1 feature by short straight lines",
     "replaced the curves of {} features by short straight lines"},
}};

}  // namespace

void Tally::refuse(std::uint64_t record, std::string_view reason, const std::string& name) {
    ++read;
    ++bad;
    if (first_bad.size() < bad_records_kept) {
        first_bad.push_back({record, std::string{reason}, name});
    }
}

void Tally::lose(LostPart part) {
    ++lost_parts;
    if (first_lost.size() < lost_parts_kept) {
        first_lost.push_back(std::move(part));
    }
}

void Tally::add(const Tally& later) {
    read += later.read;
    bad += later.bad;
    for (const BadRecord& record : later.first_bad) {
        if (first_bad.size() < bad_records_kept) {
            first_bad.push_back(record);
        }
    }
    lost_parts += later.lost_parts;
    for (const LostPart& part : later.first_lost) {
        if (first_lost.size() < lost_parts_kept) {
            first_lost.push_back(part);
        }
    }
    for (std::size_t kind = 0; kind < oddities; ++kind) {
        odd[kind] += later.odd[kind];
    }
}

Summary Tally::summary() const {
    Summary summary{.read = read,
                    .bad = bad,
                    .first_bad = first_bad,
                    .notes = {},
                    .lost_parts = lost_parts,
                    .first_lost = first_lost};
    for (std::size_t kind = 0; kind < oddities; ++kind) {
        if (odd[kind] == 1) {
            summary.notes.emplace_back(wordings[kind].one);
        } else if (odd[kind] > 1) {
            summary.notes.push_back(fmt::format(fmt::runtime(wordings[kind].many), odd[kind]));
        }
    }
    return summary;
}

}  // namespace tamga::ingest
