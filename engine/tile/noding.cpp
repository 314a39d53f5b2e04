// SPDX-License-Identifier: MIT
#include "engine/tile/noding.hpp"

#include "engine/tile/crossing_sweep.hpp"

#include <algorithm>
#include <iterator>
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

/// Each edge of the rings once, in order.
std::vector<Segment> distinct_edges(const std::vector<std::vector<Ring>>& features) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ends;
    for (const auto& rings : features) {
        for (const Ring& ring : rings) {
            std::uint64_t from = ring.empty() ? 0 : packed(ring.back());
            for (const GridPoint point : ring) {
                const std::uint64_t to = packed(point);
                ends.push_back(std::minmax(from, to));
                from = to;
            }
        }
    }
    std::ranges::sort(ends);
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    std::vector<Segment> edges;
    edges.reserve(ends.size());
    for (const auto& [a, b] : ends) {
        edges.push_back({unpacked(a), unpacked(b)});
    }
    return edges;
}

/// An edge that was cut, and the points at which it was, from its first end on.
struct Chain {
    Segment edge;
    std::vector<GridPoint> points;
};

/// The cuts by edge. Those of one edge lie along it, in the order of its ends.
std::vector<Chain> chains_of(const std::vector<Cut>& cuts) {
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

/// The edges after a round: the cut ones give way to their pieces. The new ones are marked.
struct Edges {
    std::vector<Segment> all;
    std::vector<char> is_new;
};

std::vector<Segment> pieces_of(const std::vector<Chain>& chains) {
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

Edges after_cuts(const Edges& before, const std::vector<Chain>& chains) {
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
class Inserter {
public:
    explicit Inserter(std::vector<std::vector<Chain>> rounds) : rounds_{std::move(rounds)} {}

    void insert_into(Ring& ring) {
        noded_.clear();
        for (std::size_t i = 0; i < ring.size(); ++i) {
            noded_.push_back(ring[i]);
            add_between(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1], 0);
        }
        if (noded_.size() != ring.size()) {
            ring = noded_;
        }
    }

private:
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
            noded_.push_back(at);
            from = at;
        }
        add_between(from, to, round);
    }

    std::vector<std::vector<Chain>> rounds_;
    Ring noded_;
};

}  // namespace

bool node_together(std::vector<std::vector<Ring>>& features) {
    Edges edges{distinct_edges(features), {}};
    edges.is_new.assign(edges.all.size(), 1);
    std::vector<std::vector<Chain>> rounds;
    bool at_rest = false;
    while (!at_rest && rounds.size() < most_rounds) {
        std::vector<Chain> chains = chains_of(crossing_cuts(edges.all, edges.is_new));
        at_rest = chains.empty();
        if (!at_rest) {
            edges = after_cuts(edges, chains);
            rounds.push_back(std::move(chains));
        }
    }
    if (!rounds.empty()) {
        Inserter inserter{std::move(rounds)};
        for (auto& rings : features) {
            for (Ring& ring : rings) {
                inserter.insert_into(ring);
            }
        }
    }
    return at_rest;
}

}  // namespace tamga::tile
