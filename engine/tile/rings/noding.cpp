// SPDX-License-Identifier: MIT
#include "engine/tile/rings/noding.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace tamga::tile {
namespace {

constexpr int most_rounds = 40;

/// A point as one number.
std::uint64_t packed(GridPoint p) {
    constexpr std::uint32_t sign_bit = 0x80000000;
    return std::uint64_t{static_cast<std::uint32_t>(p.x) ^ sign_bit} << 32 |
           (static_cast<std::uint32_t>(p.y) ^ sign_bit);
}

}  // namespace

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
void Noder::cut_edges(const std::vector<Chain>& chains) {
    for (const Chain& chain : chains) {
        intersections_.remove(chain.edge);
    }
    for (const Segment& piece : pieces_of(chains)) {
        intersections_.add(piece);
    }
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
    intersections_.assign(rings);
    std::vector<std::vector<Chain>> rounds;
    bool at_rest = false;
    while (!at_rest && rounds.size() < most_rounds) {
        base::stop_if_interrupted();
        std::vector<Chain> chains = chains_of(intersections_.take_cuts());
        at_rest = chains.empty();
        if (!at_rest) {
            cut_edges(chains);
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
