// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace tamga::base {

/// Blocks of this size and above are worth a mapping of their own, which asks for huge pages: on
/// virtual machines a page that is touched for the first time takes up to ten microseconds,
/// whatever its size.
inline constexpr std::size_t huge_page = std::size_t{2} << 20;

/// `bytes`, rounded up to whole pages of the system's usual size.
std::size_t whole_pages(std::size_t bytes);

/// A zeroed mapping that begins at a huge page. Throws std::bad_alloc.
void* map_huge(std::size_t bytes);
/// Gives a mapping of map_huge() back to the system, whole, where a heap would keep pieces.
void unmap_huge(void* begin, std::size_t bytes) noexcept;

/// Brings the pages of a block into memory, on all cores. What it holds does not change.
void prefault(void* begin, std::size_t bytes);

/// Has the heap keep up to 64 MiB of what is freed, instead of giving back and asking anew many
/// thousand times: for programs that work on many batches. Called before there are threads.
void keep_freed_memory();

/// Has the heap of this thread begin with a stretch of huge pages; once for each thread that will
/// ask for much. Useful after keep_freed_memory() only.
void prepare_heap();

}  // namespace tamga::base
