// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::base {

/// Makes SIGINT and SIGTERM raise the flag that stop_if_interrupted() reads; a second signal of
/// either kind ends the process at once. For a program's main(), not for a library's.
void watch_interrupts();

/// Throws Error{Fault::system} if the process was asked to stop. Long work calls it between blocks,
/// so that destructors remove what is half written. `outcome` is what that comes to, and has to be
/// true: work that prints as it goes, or makes several files, cannot say that nothing was written.
void stop_if_interrupted(std::string_view outcome = "; nothing was written");

/// True once the process was asked to stop.
bool interrupted() noexcept;

}  // namespace tamga::base
