// SPDX-License-Identifier: MIT
#include "engine/geo/orientation.hpp"

#include <array>
#include <cmath>

namespace tamga::geo {
namespace {

int sign(double value) { return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0); }

/// A sum of doubles without rounding: an expansion in the sense of Shewchuk 1997, the components
/// growing in size and not overlapping, so that the last one that is not zero has the sum's sign.
class ExactSum {
public:
    void add(double value) {
        for (std::size_t i = 0; i < size_; ++i) {  // Grow-Expansion, his theorem 10.
            const double sum = value + parts_[i];
            const double virtual_part = sum - value;
            const double rounded = (value - (sum - virtual_part)) + (parts_[i] - virtual_part);
            parts_[i] = rounded;
            value = sum;
        }
        parts_[size_++] = value;
    }

    void add_product(double a, double b) {
        const double product = a * b;
        add(std::fma(a, b, -product));
        add(product);
    }

    int sign_of_sum() const {
        for (std::size_t i = size_; i-- > 0;) {
            if (parts_[i] != 0) {
                return sign(parts_[i]);
            }
        }
        return 0;
    }

private:
    std::array<double, 12> parts_{};
    std::size_t size_ = 0;
};

}  // namespace

int orientation(LonLat a, LonLat b, LonLat p) {
    const double left = (a.lon - p.lon) * (b.lat - p.lat);
    const double right = (a.lat - p.lat) * (b.lon - p.lon);
    const double difference = left - right;
    // Shewchuk's bound for the plain formula: (3 + 16 eps) eps, eps = 2^-53.
    if (std::abs(difference) > 3.3306690738754716e-16 * (std::abs(left) + std::abs(right))) {
        return sign(difference);
    }
    ExactSum sum;  // The same determinant multiplied out, where no difference is rounded.
    sum.add_product(a.lon, b.lat);
    sum.add_product(-a.lon, p.lat);
    sum.add_product(-p.lon, b.lat);
    sum.add_product(-a.lat, b.lon);
    sum.add_product(a.lat, p.lon);
    sum.add_product(p.lat, b.lon);
    return sum.sign_of_sum();
}

}  // namespace tamga::geo
