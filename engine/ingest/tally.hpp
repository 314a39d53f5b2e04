// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamga::ingest {

/// Something that was changed or left out on the way, worth a note but no refusal.
enum class Oddity : std::uint8_t { z, m, z_and_m, id, open_ring, curve };
inline constexpr std::size_t oddities = 6;

/// What the records of one block came to. Blocks are added up in input order.
struct Tally {
    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::vector<BadRecord> first_bad;
    std::array<std::uint64_t, oddities> odd{};
    std::uint64_t lost_parts = 0;
    std::vector<LostPart> first_lost;

    void refuse(std::uint64_t record, std::string_view reason, const std::string& name = {});
    void lose(LostPart part);
    void note(Oddity kind) { ++odd[static_cast<std::size_t>(kind)]; }
    void add(const Tally& later);
    Summary summary() const;
};

}  // namespace tamga::ingest
