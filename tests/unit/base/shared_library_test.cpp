// SPDX-License-Identifier: MIT
#include "engine/base/shared_library.hpp"

#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using tamga::Error;
using tamga::Fault;
using tamga::base::SharedLibrary;

namespace {

template <class Work>
std::string failure(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::system);
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("a function is found by its name", "[base]") {
    const SharedLibrary library{"libm.so.6"};
    double (*cube_root)(double) = library["cbrt"];
    CHECK(cube_root(27) == Approx(3));
}

TEST_CASE("a library or function that is not there is named", "[base]") {
    const std::string missing = failure([] { SharedLibrary{"libnowhere.so.1"}; });
    CHECK(missing.starts_with("a library that this needs cannot be loaded: libnowhere.so.1: "));
    CHECK(failure([] { SharedLibrary{"libm.so.6"}["no_such"]; }) ==
          "libm.so.6 has no function no_such; is it another version than this program was built "
          "for?");
}
