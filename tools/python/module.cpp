// SPDX-License-Identifier: MIT
//
// tamga._tamga: what the package tamga is made of. Its own names are in tamga/__init__.py.
#include "engine/base/error.hpp"
#include "tools/python/run.hpp"
#include "tools/python/store.hpp"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace {

namespace py = pybind11;
using tamga::Fault;

/// An Error becomes the class of the package that its fault is called after.
void raise(const tamga::Error& error) {
    const char* const name = error.fault() == Fault::usage   ? "UsageError"
                             : error.fault() == Fault::input ? "InputError"
                                                             : "SystemFailure";
    const py::object type = py::module_::import("tamga._errors").attr(name);
    PyErr_SetString(type.ptr(), error.what());
}

}  // namespace

PYBIND11_MODULE(_tamga, module) {
    py::register_exception_translator([](std::exception_ptr pointer) {
        try {
            if (pointer) {
                std::rethrow_exception(pointer);
            }
        } catch (const tamga::Error& error) {
            raise(error);
        }
    });
    module.def("run", &tamga::python::run, py::arg("words"), py::arg("input") = "",
               py::arg("progress") = py::none());
    module.def("questions", &tamga::python::questions);
    py::class_<tamga::python::Store>(module, "Store")
        .def(py::init<const std::string&>(), py::arg("address"))
        .def("layers", &tamga::python::Store::layers)
        .def("ask", &tamga::python::Store::ask, py::arg("words"), py::arg("geometry") = true);
}
