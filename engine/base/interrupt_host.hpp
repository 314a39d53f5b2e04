// SPDX-License-Identifier: MIT
#pragma once

namespace tamga::base {

// For a host that outlives the work it starts, such as an interpreter: what a signal does to a
// program's main() it does by hand. The flag is the process's, so all work under way is stopped.

/// Makes stop_if_interrupted() throw from now on.
void stop_work() noexcept;

/// Takes that back, once what was under way has ended.
void allow_work() noexcept;

}  // namespace tamga::base
