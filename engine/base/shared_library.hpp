// SPDX-License-Identifier: MIT
#pragma once

namespace tamga::base {

/// A library of the system that is loaded when it is first needed: some bring a hundred others
/// along, and to load these takes longer than most commands do.
///
/// Its functions are asked for by name and take the type of the pointer they are put into; see
/// TAMGA_FUNCTION.
class SharedLibrary {
public:
    /// Loads it, for good. Throws Error{Fault::system} if it is not there.
    explicit SharedLibrary(const char* name);

    struct Symbol {
        void* address;

        template <class Function>
        operator Function*() const {  // NOLINT(google-explicit-constructor)
            return reinterpret_cast<Function*>(address);
        }
    };

    /// Throws Error{Fault::system} if it has no such function.
    Symbol operator[](const char* function) const;

private:
    const char* name_;
    void* handle_;
};

}  // namespace tamga::base

/// A member for a function of the C library whose SharedLibrary is the member `library`.
// NOLINTNEXTLINE(bugprone-macro-parentheses): it declares what it names.
#define TAMGA_FUNCTION(name) decltype(&::name) name = library[#name]
