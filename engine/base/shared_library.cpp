// SPDX-License-Identifier: MIT
#include "engine/base/shared_library.hpp"

#include "engine/base/error.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

namespace tamga::base {

SharedLibrary::SharedLibrary(const char* name)
    : name_{name}, handle_{::dlopen(name, RTLD_LAZY | RTLD_LOCAL)} {
    if (handle_ == nullptr) {
        throw Error{Fault::system,
                    fmt::format("a library that this needs cannot be loaded: {}", ::dlerror())};
    }
}

SharedLibrary::Symbol SharedLibrary::operator[](const char* function) const {
    void* const address = ::dlsym(handle_, function);
    if (address == nullptr) {
        throw Error{Fault::system, fmt::format("{} has no function {}; is it another version than "
                                               "this program was built for?",
                                               name_, function)};
    }
    return {address};
}

}  // namespace tamga::base
