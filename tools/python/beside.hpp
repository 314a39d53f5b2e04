// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace tamga::python {

/// Runs `work` on a thread of its own and waits for it with the interpreter's lock given back, so that
/// other threads of Python go on. Ten times a second `beat` is called, with the lock. Ctrl-C, and
/// whatever else a handler of signals or `beat` throws, stops the work, and is thrown when that has
/// ended.
void run_beside(const std::function<void()>& work, const std::function<void()>& beat = {});

}  // namespace tamga::python
