// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/reader.hpp"

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <vector>

namespace tamga::python {

/// A store that is asked from Python.
class Store {
public:
    explicit Store(const std::string& address);

    /// A dictionary for each layer.
    pybind11::list layers() const;

    /// Asks a question in the words of the command line ("crossing", "--area=Kyrgyzstan"): a
    /// dictionary with "columns" (name: what Column::arrays() gives), "geometry" (a list of WKB or
    /// None) and "notes".
    pybind11::dict ask(const std::vector<std::string>& words, bool geometry);

private:
    std::unique_ptr<store::Reader> reader_;
};

/// (name, what it answers, needed options, further ones) of each question.
pybind11::list questions();

}  // namespace tamga::python
