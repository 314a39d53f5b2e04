// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>

namespace tamga::serve {

/// The memory that all answers under way may take together. Atomic, because threads that make
/// answers and threads that have sent them count at the same time.
class Budget {
public:
    explicit Budget(std::uint64_t limit) noexcept : limit_{limit} {}

    /// What one answer takes; given back when it dies.
    class Share {
    public:
        Share() = default;
        Share(Budget& budget, std::uint64_t bytes) noexcept : budget_{&budget}, bytes_{bytes} {}
        Share(Share&& other) noexcept
            : budget_{std::exchange(other.budget_, nullptr)}, bytes_{other.bytes_} {}
        Share& operator=(Share&& other) noexcept {
            std::swap(budget_, other.budget_);
            std::swap(bytes_, other.bytes_);
            return *this;
        }
        ~Share() {
            if (budget_ != nullptr) {
                budget_->used_ -= bytes_;
            }
        }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        /// Gives back what is over `bytes`.
        void shrink_to(std::uint64_t bytes) noexcept {
            if (budget_ != nullptr && bytes < bytes_) {
                budget_->used_ -= bytes_ - bytes;
                bytes_ = bytes;
            }
        }

    private:
        Budget* budget_ = nullptr;
        std::uint64_t bytes_ = 0;
    };

    /// Nothing if there is not as much left.
    std::optional<Share> take(std::uint64_t bytes) noexcept {
        const std::uint64_t before = used_.fetch_add(bytes);
        if (bytes > limit_ || before > limit_ - bytes) {
            used_ -= bytes;
            return std::nullopt;
        }
        return std::optional<Share>{std::in_place, *this, bytes};
    }

    /// True while less than a quarter is left, which is for those who soon give it back: a client
    /// may take minutes for what is made for it.
    bool is_tight() const noexcept { return used_ > limit_ / 4 * 3; }

    std::uint64_t limit() const noexcept { return limit_; }
    std::uint64_t used() const noexcept { return used_; }

private:
    const std::uint64_t limit_;
    std::atomic<std::uint64_t> used_ = 0;
};

}  // namespace tamga::serve
