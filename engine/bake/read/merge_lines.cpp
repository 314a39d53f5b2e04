// SPDX-License-Identifier: MIT
#include "engine/bake/read/merge_lines.hpp"

#include "engine/bake/table/map_edge.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory_resource>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace tamga::bake {
namespace {

using tile::WorldPoint;

/// One end of one line.
struct End {
    std::uint32_t line = 0;
    bool back = false;  ///< The last vertex; else the first.
};

/// One part of a feature of lines.
struct Line {
    std::uint32_t row = 0;
    std::span<const WorldPoint> vertices;
    std::optional<End> before;  ///< The end that meets its first vertex.
    std::optional<End> after;   ///< The end that meets its last one.
    bool taken = false;         ///< Part of a chain already.
};

struct ChainLink {
    std::uint32_t line = 0;
    bool reversed = false;
};
using Chain = std::vector<ChainLink>;

bool agree(const FeatureRow& a, const FeatureRow& b) {
    return a.attribute_bytes == b.attribute_bytes && a.min_zoom == b.min_zoom &&
           a.max_zoom == b.max_zoom &&
           (a.attribute_bytes == 0 ||
            std::memcmp(a.attributes, b.attributes, a.attribute_bytes) == 0);
}

class Merger {
public:
    explicit Merger(const FeatureTable& table) : table_{table}, leader_(table.rows.size()) {
        std::iota(leader_.begin(), leader_.end(), 0U);
        for (std::uint32_t r = 0; r < table.rows.size(); ++r) {
            const FeatureRow& row = table.rows[r];
            for (std::uint32_t p = 0; row.shape == model::Shape::lines && p < row.part_count; ++p) {
                lines_.push_back({.row = r, .vertices = row.part(p)});
            }
        }
        link_ends();
        make_chains();
    }

    /// The first row, in the table's order, of all that become one feature with it.
    std::uint32_t leader(std::uint32_t row) const {
        while (leader_[row] != row) {
            row = leader_[row];
        }
        return row;
    }

    const std::vector<Chain>& chains() const { return chains_; }
    const Line& line(std::uint32_t number) const { return lines_[number]; }
    std::size_t lines() const { return lines_.size(); }

private:
    void link_ends() {
        struct Node {
            WorldPoint at;
            End end;
        };
        std::vector<Node> nodes;
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            nodes.push_back({lines_[i].vertices.front(), {i, false}});
            nodes.push_back({lines_[i].vertices.back(), {i, true}});
        }
        std::ranges::stable_sort(nodes, {}, &Node::at);
        for (std::size_t begin = 0; begin < nodes.size();) {
            std::size_t end = begin + 1;
            while (end < nodes.size() && nodes[end].at == nodes[begin].at) {
                ++end;
            }
            if (end - begin == 2 && !is_on_map_edge(nodes[begin].at)) {
                link(nodes[begin].end, nodes[begin + 1].end);
            }
            begin = end;
        }
    }

    void link(End a, End b) {
        const Line& one = lines_[a.line];
        const Line& other = lines_[b.line];
        if (a.line != b.line && agree(table_.rows[one.row], table_.rows[other.row])) {
            neighbour(a) = b;
            neighbour(b) = a;
        }
    }

    std::optional<End>& neighbour(End end) {
        return end.back ? lines_[end.line].after : lines_[end.line].before;
    }

    /// The links that go on from `end`, each named by the end that is come in by.
    std::vector<End> followed(End end) {
        std::vector<End> ends;
        for (auto next = neighbour(end); next && !lines_[next->line].taken;
             next = neighbour({next->line, !next->back})) {
            lines_[next->line].taken = true;
            unite(lines_[end.line].row, lines_[next->line].row);
            ends.push_back(*next);
        }
        return ends;
    }

    void make_chains() {
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].taken) {
                continue;
            }
            lines_[i].taken = true;
            const auto ahead = followed({i, true});
            const auto behind = followed({i, false});
            Chain& chain = chains_.emplace_back();
            for (auto end = behind.rbegin(); end != behind.rend(); ++end) {
                chain.push_back({end->line, !end->back});
            }
            chain.push_back({i, false});
            for (const End end : ahead) {
                chain.push_back({end.line, end.back});
            }
        }
    }

    void unite(std::uint32_t a, std::uint32_t b) {
        a = leader(a);
        b = leader(b);
        leader_[std::max(a, b)] = std::min(a, b);
    }

    const FeatureTable& table_;
    std::vector<Line> lines_;
    std::vector<Chain> chains_;
    std::vector<std::uint32_t> leader_;
};

/// Writes rows into chunks of their own, so that those they come from can be given up.
class TableWriter {
public:
    explicit TableWriter(std::pmr::memory_resource* memory) : memory_{memory}, rows_{memory} {}

    void begin(const FeatureRow& row) {
        if (chunk_.vertices.size() >= vertices_at_once) {
            finish_chunk();
        }
        begins_.push_back({chunk_.vertices.size(), chunk_.parts.size(), chunk_.attributes.size()});
        chunk_.attributes.insert(chunk_.attributes.end(), row.attributes,
                                 row.attributes + row.attribute_bytes);
        rows_.push_back(row);
    }

    void add_part(std::span<const WorldPoint> vertices, bool hole) {
        chunk_.vertices.insert(chunk_.vertices.end(), vertices.begin(), vertices.end());
        const std::size_t end = chunk_.vertices.size() - begins_.back().vertices;
        chunk_.parts.push_back({static_cast<std::uint32_t>(end), hole});
    }

    FeatureRow& end() {
        FeatureRow& row = rows_.back();
        row.vertex_count =
            static_cast<std::uint32_t>(chunk_.vertices.size() - begins_.back().vertices);
        row.part_count = static_cast<std::uint32_t>(chunk_.parts.size() - begins_.back().parts);
        return row;
    }

    void finish(FeatureTable& table) {
        finish_chunk();
        table.rows = std::move(rows_);
        table.chunks = std::move(chunks_);
    }

private:
    static constexpr std::size_t vertices_at_once = 1 << 17;

    /// Where a row's arrays begin in the chunk.
    struct Begin {
        std::size_t vertices;
        std::size_t parts;
        std::size_t attributes;
    };

    void finish_chunk() {
        auto chunk = std::make_shared<Chunk>(stored_in(memory_, std::move(chunk_)));
        for (std::size_t i = 0; i < begins_.size(); ++i) {
            FeatureRow& row = rows_[rows_.size() - begins_.size() + i];
            row.vertices = chunk->vertices.data() + begins_[i].vertices;
            row.parts = chunk->parts.data() + begins_[i].parts;
            row.attributes = chunk->attributes.data() + begins_[i].attributes;
        }
        chunks_.push_back(std::move(chunk));
        begins_.clear();
        chunk_ = Chunk{};
    }

    std::pmr::memory_resource* memory_;
    Chunk chunk_;  ///< The one that grows, in ordinary memory.
    std::vector<std::shared_ptr<Chunk>> chunks_;
    RowVector rows_;
    std::vector<Begin> begins_;  ///< Of the chunk's rows.
};

std::vector<WorldPoint> vertices_of(const Chain& chain, const Merger& merger) {
    std::vector<WorldPoint> all;
    for (const ChainLink link : chain) {
        const auto line = merger.line(link.line).vertices;
        std::vector<WorldPoint> run{line.begin(), line.end()};
        if (link.reversed) {
            std::ranges::reverse(run);
        }
        all.insert(all.end(), run.begin() + (all.empty() ? 0 : 1), run.end());
    }
    return all;
}

std::uint32_t longest_side(std::span<const WorldPoint> line) {
    const auto [west, east] = std::ranges::minmax(line, {}, &WorldPoint::x);
    const auto [north, south] = std::ranges::minmax(line, {}, &WorldPoint::y);
    return std::max(east.x - west.x, south.y - north.y);
}

/// Of each chain, by the row it belongs to now.
std::vector<std::vector<std::uint32_t>> chains_by_row(const Merger& merger, std::size_t rows) {
    std::vector<std::vector<std::uint32_t>> by_row(rows);
    for (std::uint32_t c = 0; c < merger.chains().size(); ++c) {
        by_row[merger.leader(merger.line(merger.chains()[c][0].line).row)].push_back(c);
    }
    return by_row;
}

}  // namespace

std::uint64_t merge_lines(FeatureTable& table) {
    const Merger merger{table};
    const auto chains = chains_by_row(merger, table.rows.size());
    TableWriter writer{table.storage.memory};
    std::pmr::vector<double> keep_values{table.storage.memory};
    std::vector<std::size_t> place(table.rows.size());  // In the new table.
    std::size_t kept = 0;
    for (std::uint32_t r = 0; r < table.rows.size(); ++r) {
        const FeatureRow& row = table.rows[r];
        const std::uint32_t leader = merger.leader(r);
        place[r] = leader == r ? kept++ : place[leader];
        if (!table.keep_values.empty()) {
            keep_values.resize(kept, -std::numeric_limits<double>::infinity());
            double& value = keep_values[place[r]];
            value = std::max(value, table.keep_values[r]);
        }
        if (leader != r) {
            continue;
        }
        writer.begin(row);
        std::uint32_t side = row.longest_side;
        for (const std::uint32_t chain : chains[r]) {
            const auto vertices = vertices_of(merger.chains()[chain], merger);
            side = std::max(side, longest_side(vertices));
            writer.add_part(vertices, false);
        }
        for (std::uint32_t p = 0; row.shape != model::Shape::lines && p < row.part_count; ++p) {
            writer.add_part(row.part(p), row.parts[p].hole);
        }
        writer.end().longest_side = side;
    }
    const std::uint64_t merged = table.rows.size() - kept;
    if (merged > 0 || merger.chains().size() < merger.lines()) {
        writer.finish(table);
        table.keep_values = std::move(keep_values);
    }
    return merged;
}

}  // namespace tamga::bake
