// SPDX-License-Identifier: MIT
#include "engine/route/flows/flow_sums.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/spilled_memory.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace tamga::route {
namespace {

using Field = std::uint32_t FlowSum::*;

constexpr int digit_bits = 11;
constexpr std::size_t sums_between_looks = std::size_t{1} << 18;  ///< At what memory they take.
constexpr std::size_t digits = std::size_t{1} << digit_bits;

/// One pass of a radix sort: stable by `digit_bits` bits of a field.
void sort_by_digit(const FlowSums& from, FlowSums& to, Field field, int shift) {
    std::array<std::size_t, digits> begin{};
    for (const FlowSum& sum : from) {
        ++begin[(sum.*field >> shift) & (digits - 1)];
    }
    std::size_t next = 0;
    for (std::size_t& count : begin) {
        next += std::exchange(count, next);
    }
    std::size_t moved = 0;
    for (const FlowSum& sum : from) {
        if (++moved % sums_between_looks == 0) {
            base::keep_within_limit(to.get_allocator().resource());
        }
        to[begin[(sum.*field >> shift) & (digits - 1)]++] = sum;
    }
}

std::uint32_t largest(const FlowSums& sums, Field field) {
    std::uint32_t most = 0;
    for (const FlowSum& sum : sums) {
        most = std::max(most, sum.*field);
    }
    return most;
}

bool is_before(const FlowSum& a, const FlowSum& b) {
    return a.from != b.from ? a.from < b.from : a.to != b.to ? a.to < b.to : a.slot < b.slot;
}

void sort(FlowSums& sums) {
    if (std::ranges::is_sorted(sums, is_before)) {
        return;
    }
    FlowSums other(sums.size(), sums.get_allocator());
    for (const Field field : {&FlowSum::slot, &FlowSum::to, &FlowSum::from}) {
        const int bits = static_cast<int>(std::bit_width(largest(sums, field)));
        for (int shift = 0; shift < bits; shift += digit_bits) {
            sort_by_digit(sums, other, field, shift);
            sums.swap(other);
        }
    }
}

std::uint32_t added_records(std::uint32_t a, std::uint32_t b) {
    std::uint32_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        throw Error{Fault::input, "more than 4294967295 records of one pair of places"};
    }
    return sum;
}

void merge_equal(FlowSums& sums) {
    std::size_t kept = 0;
    for (const FlowSum& sum : sums) {
        FlowSum* last = kept > 0 ? &sums[kept - 1] : nullptr;
        if (last != nullptr && last->from == sum.from && last->to == sum.to &&
            last->slot == sum.slot) {
            last->weight += sum.weight;
            last->records = added_records(last->records, sum.records);
        } else {
            sums[kept++] = sum;
        }
    }
    sums.resize(kept);
}

}  // namespace

void sort_and_merge(FlowSums& sums) {
    sort(sums);
    merge_equal(sums);
}

void relabel(FlowSums& sums, std::span<const std::uint32_t> stands_for) {
    for (FlowSum& sum : sums) {
        sum.from = stands_for[sum.from];
        sum.to = stands_for[sum.to];
    }
    sort_and_merge(sums);
}

}  // namespace tamga::route
