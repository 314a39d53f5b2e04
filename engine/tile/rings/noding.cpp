// SPDX-License-Identifier: MIT
#include "engine/tile/rings/noding.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>
#include <utility>

namespace tamga::tile {
namespace {

constexpr int most_rounds = 40;

/// A point as one number of the same order: two comparisons instead of four sort an edge.
std::uint64_t packed(GridPoint p) {
    constexpr std::uint32_t sign_bit = 0x80000000;
    return std::uint64_t{static_cast<std::uint32_t>(p.x) ^ sign_bit} << 32 |
           (static_cast<std::uint32_t>(p.y) ^ sign_bit);
}

GridPoint unpacked(std::uint64_t number) {
    constexpr std::uint32_t sign_bit = 0x80000000;
    return {static_cast<std::int32_t>(static_cast<std::uint32_t>(number >> 32) ^ sign_bit),
            static_cast<std::int32_t>(static_cast<std::uint32_t>(number) ^ sign_bit)};
}

}  // namespace

/// Each edge of the rings once, in order.
void Noder::take_distinct_edges(const GridPaths& rings) {
    ends_.clear();
    for (std::size_t r = 0; r < rings.size(); ++r) {
        std::uint64_t from = packed(rings[r].back());
        for (const GridPoint point : rings[r]) {
            const std::uint64_t to = packed(point);
            ends_.push_back(std::minmax(from, to));
            from = to;
        }
    }
    sort_ends();
    ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
    edges_.all.clear();
    for (const auto& [a, b] : ends_) {
        edges_.all.push_back({unpacked(a), unpacked(b)});
    }
    edges_.is_new.assign(edges_.all.size(), 1);
}

/// By columns first, of which each has a few edges: they are spread over the tile.
void Noder::sort_ends() {
    if (ends_.size() < 64) {
        std::ranges::sort(ends_);
        return;
    }
    const auto column_of = [](const Ends& edge) { return edge.first >> 32; };
    const auto [low, high] = std::ranges::minmax(ends_, {}, column_of);
    const std::uint64_t west = column_of(low);
    const std::uint64_t width = column_of(high) - west;
    const int bits = std::max(0, static_cast<int>(std::bit_width(width)) -
                                     static_cast<int>(std::bit_width(ends_.size())));
    column_ends_.assign((width >> bits) + 2, 0);
    for (const Ends& edge : ends_) {
        ++column_ends_[((column_of(edge) - west) >> bits) + 1];
    }
    std::partial_sum(column_ends_.begin(), column_ends_.end(), column_ends_.begin());
    sorted_.resize(ends_.size());
    for (const Ends& edge : ends_) {
        sorted_[column_ends_[(column_of(edge) - west) >> bits]++] = edge;
    }
    auto begin = sorted_.begin();
    for (const std::uint32_t end : column_ends_) {
        const auto last = sorted_.begin() + end;
        std::sort(begin, last);
        begin = last;
    }
    ends_.swap(sorted_);
}

/// The cuts by edge. Those of one edge lie along it, in the order of its ends.
std::vector<Noder::Chain> Noder::chains_of(std::span<const Cut> cuts) {
    std::vector<Chain> chains;
    for (const Cut& cut : cuts) {
        if (chains.empty() || chains.back().edge != cut.edge) {
            chains.push_back({cut.edge, {}});
        }
        chains.back().points.push_back(cut.at);
    }
    for (Chain& chain : chains) {
        const Segment edge = chain.edge;
        std::ranges::sort(chain.points, {}, [edge](GridPoint p) {
            const std::int64_t run = (std::int64_t{p.x} - edge.a.x) * (edge.b.x - edge.a.x) +
                                     (std::int64_t{p.y} - edge.a.y) * (edge.b.y - edge.a.y);
            return std::pair{run, p};
        });
    }
    return chains;
}

std::vector<Segment> Noder::pieces_of(const std::vector<Chain>& chains) {
    std::vector<Segment> pieces;
    for (const Chain& chain : chains) {
        GridPoint from = chain.edge.a;
        for (const GridPoint at : chain.points) {
            pieces.push_back(segment(from, at));
            from = at;
        }
        pieces.push_back(segment(from, chain.edge.b));
    }
    std::ranges::sort(pieces);
    pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
    return pieces;
}

/// The cut ones give way to their pieces.
Noder::Edges Noder::after_cuts(const Edges& before, const std::vector<Chain>& chains) {
    Edges after;
    const std::vector<Segment> pieces = pieces_of(chains);
    auto chain = chains.begin();
    auto piece = pieces.begin();
    const auto add = [&](const Segment& edge, bool is_new) {
        after.all.push_back(edge);
        after.is_new.push_back(is_new ? 1 : 0);
    };
    for (const Segment& edge : before.all) {
        for (; piece != pieces.end() && *piece < edge; ++piece) {
            add(*piece, true);
        }
        const bool is_piece = piece != pieces.end() && *piece == edge;
        piece += is_piece ? 1 : 0;
        const bool is_cut = chain != chains.end() && chain->edge == edge;
        chain += is_cut ? 1 : 0;
        // A piece of one edge can be another that was cut: it is to be cut again.
        if (is_piece || !is_cut) {
            add(edge, is_cut);
        }
    }
    for (; piece != pieces.end(); ++piece) {
        add(*piece, true);
    }
    return after;
}

/// Writes the chains of all rounds into rings.
class Noder::Inserter {
public:
    Inserter(std::span<const std::vector<Chain>> rounds, GridPaths& noded)
        : rounds_{rounds}, noded_{noded} {
        std::size_t chains = 0;
        for (const auto& round : rounds) {
            chains += round.size();
        }
        constexpr std::size_t marks_per_chain = 16;
        may_be_cut_.resize(std::bit_ceil(marks_per_chain * chains));
        for (const auto& round : rounds) {
            for (const Chain& chain : round) {
                may_be_cut_[mark_of(chain.edge)] = 1;
            }
        }
    }

    void add_ring(std::span<const GridPoint> ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const GridPoint next = ring[i + 1 == ring.size() ? 0 : i + 1];
            noded_.push(ring[i]);
            if (may_be_cut_[mark_of(segment(ring[i], next))] != 0) {
                add_between(ring[i], next, 0);
            }
        }
        noded_.end_path(0);
    }

private:
    std::size_t mark_of(const Segment& edge) const {
        const std::uint64_t hash = (packed(edge.a) * 3 + packed(edge.b)) * 0x9e3779b97f4a7c15ULL;
        return (hash >> 32) & (may_be_cut_.size() - 1);
    }

    /// Appends what lies between the ends of an edge that is there from `round` on.
    void add_between(GridPoint from, GridPoint to, std::size_t round) {
        const Segment edge = segment(from, to);
        for (; round < rounds_.size(); ++round) {
            const auto& chains = rounds_[round];
            const auto chain = std::ranges::lower_bound(chains, edge, {}, &Chain::edge);
            if (chain != chains.end() && chain->edge == edge) {
                add_chain(*chain, from, to, round + 1);
                return;
            }
        }
    }

    void add_chain(const Chain& chain, GridPoint from, GridPoint to, std::size_t round) {
        const auto& points = chain.points;
        const bool forwards = from == chain.edge.a;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const GridPoint at = points[forwards ? i : points.size() - 1 - i];
            add_between(from, at, round);
            noded_.push(at);
            from = at;
        }
        add_between(from, to, round);
    }

    std::span<const std::vector<Chain>> rounds_;
    /// By hashes of edges: what has no mark need not be looked for, which is most.
    std::vector<char> may_be_cut_;
    GridPaths& noded_;
};

Noder::Outcome Noder::node(GridPaths& rings) {
    take_distinct_edges(rings);
    std::vector<std::vector<Chain>> rounds;
    bool at_rest = false;
    while (!at_rest && rounds.size() < most_rounds) {
        base::stop_if_interrupted();
        std::vector<Chain> chains = chains_of(sweep_.cuts(edges_.all, edges_.is_new));
        at_rest = chains.empty();
        if (!at_rest) {
            edges_ = after_cuts(edges_, chains);
            rounds.push_back(std::move(chains));
        }
    }
    if (rounds.empty()) {
        return Outcome::unchanged;
    }
    noded_.clear();
    Inserter inserter{rounds, noded_};
    for (std::size_t r = 0; r < rings.size(); ++r) {
        inserter.add_ring(rings[r]);
    }
    std::swap(rings, noded_);
    return at_rest ? Outcome::noded : Outcome::not_converged;
}

}  // namespace tamga::tile
