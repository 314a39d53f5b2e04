// SPDX-License-Identifier: MIT
#include "engine/geo/geos_stop.hpp"

#include "engine/base/interrupt.hpp"

#include <geos_c.h>

namespace tamga::geo {

void let_geos_be_stopped() {
    static const bool told = [] {
        GEOS_interruptRegisterCallback([] {
            if (base::interrupted()) {
                GEOS_interruptRequest();
            }
        });
        return true;
    }();
    static_cast<void>(told);
}

}  // namespace tamga::geo
