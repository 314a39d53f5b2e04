// SPDX-License-Identifier: MIT
#pragma once

namespace tamga::plan {

/// A value that counts where no other is given, and that knows whether one was.
template <class T>
class WithDefault {
public:
    explicit constexpr WithDefault(T usual) : value_{usual} {}
    constexpr WithDefault& operator=(T value) {
        value_ = value;
        given_ = true;
        return *this;
    }

    constexpr operator T() const noexcept { return value_; }
    constexpr T value() const noexcept { return value_; }
    constexpr bool given() const noexcept { return given_; }

private:
    T value_;
    bool given_ = false;
};

}  // namespace tamga::plan
