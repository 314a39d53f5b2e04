// SPDX-License-Identifier: MIT
#include "engine/store/answer.hpp"

#include "engine/store/batch.hpp"

namespace tamga::store {

model::Features Answer::next() {
    Batch batch{columns_, wanted_.geometry};
    while (!has_ended_ && !batch.is_full()) {
        has_ended_ = rows_ == wanted_.rows || !add_next(batch);
        rows_ += has_ended_ ? 0 : 1;
    }
    return batch.taken();
}

}  // namespace tamga::store
