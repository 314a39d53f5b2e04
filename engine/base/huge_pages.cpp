// SPDX-License-Identifier: MIT
#include "engine/base/huge_pages.hpp"

#include "engine/base/parallel.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

namespace tamga::base {
namespace {

std::size_t page_bytes() {
    static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return page;
}

}  // namespace

std::size_t whole_pages(std::size_t bytes) {
    return (bytes + page_bytes() - 1) / page_bytes() * page_bytes();
}

void* map_huge(std::size_t bytes) {
    const std::size_t size = whole_pages(bytes);
    void* const at = ::mmap(nullptr, size + huge_page, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) {
        throw std::bad_alloc{};
    }
    auto* const begin = static_cast<std::byte*>(at);
    const std::size_t before =
        (huge_page - reinterpret_cast<std::uintptr_t>(begin) % huge_page) % huge_page;
    if (before > 0) {
        ::munmap(begin, before);
    }
    if (before < huge_page) {
        ::munmap(begin + before + size, huge_page - before);
    }
    ::madvise(begin + before, size / huge_page * huge_page, MADV_HUGEPAGE);
    return begin + before;
}

void unmap_huge(void* begin, std::size_t bytes) noexcept { ::munmap(begin, whole_pages(bytes)); }

void prefault(void* begin, std::size_t bytes) {
#ifdef MADV_POPULATE_WRITE
    constexpr std::size_t stretch = 4 * huge_page;
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    const std::size_t skipped = whole_pages(address) - address;
    if (bytes < skipped) {
        return;
    }
    std::byte* const first = static_cast<std::byte*>(begin) + skipped;
    const std::size_t size = (bytes - skipped) / page_bytes() * page_bytes();
    parallel_for((size + stretch - 1) / stretch, [&](std::size_t i) {
        // An older kernel refuses: pages come when they are used, then.
        ::madvise(first + i * stretch, std::min(stretch, size - i * stretch), MADV_POPULATE_WRITE);
    });
#else
    static_cast<void>(begin);
    static_cast<void>(bytes);
#endif
}

void prepare_heap() {
    thread_local bool prepared = false;
    if (std::exchange(prepared, true)) {
        return;
    }
    // What is freed stays at the heap's end, and so does the wish for huge pages.
    constexpr std::size_t bytes = 12 * huge_page;
    if (void* const block = std::malloc(bytes)) {
        const auto address = reinterpret_cast<std::uintptr_t>(block);
        const std::size_t skipped = whole_pages(address) - address;
        ::madvise(static_cast<std::byte*>(block) + skipped, bytes - 2 * page_bytes(),
                  MADV_HUGEPAGE);
        std::free(block);
    }
}

void keep_freed_memory() {
#ifdef __GLIBC__
    constexpr int kept = 64 << 20;
    constexpr int largest_kept = 32 << 20;  // What is larger is a mapping of its own.
    ::mallopt(M_TRIM_THRESHOLD, kept);
    ::mallopt(M_MMAP_THRESHOLD, largest_kept);
#endif
}

}  // namespace tamga::base
