// SPDX-License-Identifier: MIT
#include "engine/tile/junctions.hpp"

#include "engine/base/files/spilled_memory.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/parallel.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <numeric>
#include <vector>

namespace tamga::tile {
namespace {

std::uint64_t mixed(WorldPoint point) {
    std::uint64_t bits = (std::uint64_t{point.x} << 32) | point.y;
    bits ^= bits >> 29;
    bits *= 0xbf58476d1ce4e5b9ULL;
    bits ^= bits >> 32;
    return bits * 0x94d049bb133111ebULL;
}

/// Of an end of a line; a pair's is odd.
constexpr std::uint32_t end_hash = 2;

/// The same for (a, b) and (b, a), and never 0.
std::uint32_t pair_hash(WorldPoint a, WorldPoint b) {
    const std::uint64_t sum = mixed(a) + mixed(b);
    return static_cast<std::uint32_t>(sum >> 32) | 1U;
}

/// A hash of the pair before and after.
std::uint32_t neighbours_hash(const LayerPath& path, std::size_t i) {
    const auto& points = path.points;
    const bool is_last = i + 1 == points.size();
    if (path.is_line && (i == 0 || is_last)) {
        return end_hash;  // Passes through nothing: whatever else visits it makes it a junction.
    }
    return pair_hash(points[i == 0 ? points.size() - 1 : i - 1], points[is_last ? 0 : i + 1]);
}

/// All that visits the vertices of one share: every vertex of one place is in the same. One object
/// serves one thread, share after share.
///
/// A share's vertices lie far apart, and visits are to places all over the table: memory is asked
/// for some visits before it is needed, first a vertex's and then its place's.
class Share {
public:
    /// Forgets what there was, and keeps its memory.
    void prepare(std::size_t vertices) {
        visits_.assign(std::bit_ceil(vertices + vertices / 2 + 1), {});
        slots_.clear();
        slots_.reserve(vertices);
        announced_ = 0;
        next_ = 0;
    }

    /// Takes note of a visit; call finish() after the last one.
    void visit(const LayerPath& path, std::size_t i) {
        if (announced_ >= 2 * ahead) {
            make(waiting_[announced_ % waiting_.size()]);
        }
        waiting_[announced_ % waiting_.size()] = {&path, i, 0};
        __builtin_prefetch(&path.points[i]);
        if (announced_ >= ahead) {
            find_slot(waiting_[(announced_ - ahead) % waiting_.size()]);
        }
        ++announced_;
    }

    void finish() {
        for (std::size_t n = announced_ - std::min(announced_, ahead); n < announced_; ++n) {
            find_slot(waiting_[n % waiting_.size()]);
        }
        for (std::size_t n = announced_ - std::min(announced_, 2 * ahead); n < announced_; ++n) {
            make(waiting_[n % waiting_.size()]);
        }
    }

    /// The marks of the vertices in the order of their visits: call as often as visit().
    VertexMarks next_marks() {
        if (next_ + ahead < slots_.size()) {
            __builtin_prefetch(&visits_[slots_[next_ + ahead]]);
        }
        const Visit& visit = visits_[slots_[next_++]];
        return {.junction = visit.junction, .border = visit.border};
    }

private:
    static constexpr std::size_t ahead = 16;
    static constexpr std::uint32_t owner_bits = (1U << 30) - 1;

    struct Visit {
        WorldPoint vertex;
        std::uint32_t neighbours = 0;  ///< Of the first visit; 0: there was none.
        std::uint32_t owner : 30 = 0;  ///< The first ring's, and one; 0: there was none.
        bool junction : 1 = false;
        bool border : 1 = false;
    };
    struct Announced {
        const LayerPath* path;
        std::size_t vertex;
        std::size_t slot;  ///< Where it is if no other is there.
    };

    void find_slot(Announced& announced) const {
        announced.slot = first_slot(announced.path->points[announced.vertex]);
        __builtin_prefetch(&visits_[announced.slot], 1);
    }

    void make(const Announced& announced) {
        const LayerPath& path = *announced.path;
        const WorldPoint vertex = path.points[announced.vertex];
        const std::size_t at = slot(vertex, announced.slot);
        slots_.push_back(static_cast<std::uint32_t>(at));
        Visit& visit = visits_[at];
        const std::uint32_t neighbours = neighbours_hash(path, announced.vertex);
        if (visit.neighbours == 0) {
            visit.vertex = vertex;
            visit.neighbours = neighbours;
        }
        visit.junction |= visit.neighbours != neighbours;
        if (!path.is_line) {
            const std::uint32_t owner = (path.owner + 1) & owner_bits;
            visit.border |= visit.owner != 0 && visit.owner != owner;
            visit.owner = (visit.owner != 0 ? visit.owner : owner) & owner_bits;
        }
    }

    std::size_t first_slot(WorldPoint vertex) const {
        // Other bits of the hash than those that tell the shares apart.
        return (mixed(vertex) >> 16) & (visits_.size() - 1);
    }
    std::size_t slot(WorldPoint vertex, std::size_t at) const {
        while (visits_[at].neighbours != 0 && visits_[at].vertex != vertex) {
            at = (at + 1) & (visits_.size() - 1);
        }
        return at;
    }

    std::vector<Visit> visits_;         ///< A hash table.
    std::vector<std::uint32_t> slots_;  ///< Of each vertex.
    std::array<Announced, 2 * ahead> waiting_{};
    std::size_t announced_ = 0;
    std::size_t next_ = 0;
};

constexpr std::size_t most_shares = 240;

/// Which share each vertex belongs to.
class Shares {
public:
    Shares(std::span<const LayerPath> paths, std::pmr::memory_resource* memory)
        : paths_{paths}, begins_{memory}, numbers_{memory} {
        std::size_t vertices = 0;
        for (const LayerPath& path : paths) {
            begins_.push_back(vertices);
            vertices += path.points.size();
        }
        begins_.push_back(vertices);
        count_ = std::clamp<std::size_t>(vertices >> 17, 1, most_shares);
        numbers_.resize(vertices);
        sizes_.resize(count_);
        number_vertices();
    }

    std::size_t count() const { return count_; }

    void mark(std::size_t number, Share& share) const {
        share.prepare(sizes_[number]);
        for_each_of(number, [&](const LayerPath& path, std::size_t i) { share.visit(path, i); });
        share.finish();
        for_each_of(number, [&](const LayerPath& path, std::size_t i) {
            path.marks[i] = share.next_marks();
        });
    }

private:
    using Counts = std::array<std::size_t, most_shares>;

    void number_vertices() {
        constexpr std::size_t paths_at_once = 256;
        std::vector<Counts> counts((paths_.size() + paths_at_once - 1) / paths_at_once);
        base::parallel_for(counts.size(), [&](std::size_t block) {
            const std::size_t end = std::min(paths_.size(), (block + 1) * paths_at_once);
            for (std::size_t p = block * paths_at_once; p < end; ++p) {
                std::size_t at = begins_[p];
                for (const WorldPoint point : paths_[p].points) {
                    const auto number =
                        static_cast<std::uint8_t>((mixed(point) >> 48) * count_ >> 16);
                    numbers_[at++] = number;
                    ++counts[block][number];
                }
            }
        });
        for (std::size_t s = 0; s < count_; ++s) {
            sizes_[s] = std::transform_reduce(counts.begin(), counts.end(), std::size_t{0},
                                              std::plus{}, [s](const Counts& c) { return c[s]; });
        }
    }

    template <class Work>
    void for_each_of(std::size_t number, const Work& work) const {
        const std::uint8_t* const begin = numbers_.data();
        const std::uint8_t* const end = begin + numbers_.size();
        std::size_t path = 0;
        for (const std::uint8_t* at = find(begin, end, number); at != nullptr;
             at = find(at + 1, end, number)) {
            const auto place = static_cast<std::size_t>(at - begin);
            while (place >= begins_[path + 1]) {
                ++path;
            }
            work(paths_[path], place - begins_[path]);
        }
    }

    static const std::uint8_t* find(const std::uint8_t* begin, const std::uint8_t* end,
                                    std::size_t number) {
        return static_cast<const std::uint8_t*>(
            std::memchr(begin, static_cast<int>(number), static_cast<std::size_t>(end - begin)));
    }

    std::span<const LayerPath> paths_;
    std::size_t count_ = 1;
    std::pmr::vector<std::size_t> begins_;    ///< Of each path among all vertices, and their end.
    std::pmr::vector<std::uint8_t> numbers_;  ///< Of each vertex: its share.
    std::vector<std::size_t> sizes_;
};

}  // namespace

void mark_junctions(std::span<const LayerPath> paths, std::pmr::memory_resource* memory) {
    const Shares shares{paths, memory};
    oneapi::tbb::enumerable_thread_specific<Share> of_threads;
    base::parallel_for(shares.count(), [&](std::size_t number) {
        base::stop_if_interrupted();
        base::keep_within_limit(memory);
        shares.mark(number, of_threads.local());
    });
}

}  // namespace tamga::tile
