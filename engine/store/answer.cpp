// SPDX-License-Identifier: MIT
#include "engine/store/answer.hpp"

#include "engine/store/batch.hpp"

#include <utility>

namespace tamga::store {

/// Makes the rows that nobody wants to see, since only then is it known which they are.
void Answer::skip() {
    for (std::uint64_t row = 0; row < wanted_.offset && !has_ended_; ++row) {
        Batch passed{columns_, false};
        has_ended_ = !add_next(passed);
    }
}

model::Features Answer::next() {
    if (!std::exchange(has_begun_, true) && wanted_.rows > 0) {
        skip();
    }
    Batch batch{columns_, wanted_.geometry};
    while (!has_ended_ && !batch.is_full()) {
        has_ended_ = rows_ == wanted_.rows || !add_next(batch);
        rows_ += has_ended_ ? 0 : 1;
    }
    return batch.taken();
}

}  // namespace tamga::store
