// SPDX-License-Identifier: MIT
#pragma once

namespace tamga::base {

/// Makes SIGINT and SIGTERM raise the flag that stop_if_interrupted() reads; a second signal ends
/// the process at once. For a program's main(), not for a library's.
void watch_interrupts();

/// Throws Error{Fault::system} if the process was asked to stop. Long work calls it between blocks,
/// so that destructors remove what is half written.
void stop_if_interrupted();

/// True once the process was asked to stop.
bool interrupted() noexcept;

}  // namespace tamga::base
