// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/read/join_table.hpp"
#include "engine/bake/read/read_notes.hpp"
#include "engine/bake/table/chunk_pool.hpp"
#include "engine/bake/table/feature_table.hpp"
#include "engine/model/features.hpp"
#include "engine/plan/map.hpp"

#include <map>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>

namespace tamga::bake {

/// How batches of one source become chunks.
struct ChunkPlan {
    const plan::Layer& layer;
    std::span<const JoinTable> joins;
    KeyNames& keys;
    /// Where the arrays of chunks lie, but for those of points only: these must wait to be sorted
    /// and lie in the pool's memory.
    std::pmr::memory_resource* memory = std::pmr::get_default_resource();
    ChunkPool& pool;
};

/// What becomes of one batch.
struct BatchChunks {
    /// By layer name; under no name the features that ask for no other layer than the plan's.
    std::map<std::string, std::shared_ptr<Chunk>> by_layer;
    ReadNotes notes;
};

/// Joins, filters and encodes a batch's attributes and puts its geometry on the world grid. Called
/// from several threads.
BatchChunks make_chunks(const model::Features& batch, const ChunkPlan& plan);

/// The same for features that we made ourselves, all for one layer.
std::shared_ptr<Chunk> make_chunk(
    const model::Features& batch, const plan::Layer& layer, KeyNames& keys,
    std::pmr::memory_resource* memory = std::pmr::get_default_resource());

}  // namespace tamga::bake
