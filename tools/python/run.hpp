// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <vector>

namespace tamga::python {

/// Runs a command of the tool as from a shell, without one: (status, standard output, standard
/// error). `progress` is None, or is called with the step, what of it is done, and of how much (0 if
/// nobody knows).
pybind11::tuple run(const std::vector<std::string>& words, const std::string& input,
                    const pybind11::object& progress);

}  // namespace tamga::python
