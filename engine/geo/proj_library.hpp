// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/shared_library.hpp"

#include <proj.h>

namespace tamga::geo {

/// PROJ's functions. It brings forty libraries along, and most commands have no use for it.
struct ProjLibrary {
    base::SharedLibrary library{TAMGA_PROJ};

    TAMGA_FUNCTION(proj_context_create);
    TAMGA_FUNCTION(proj_context_destroy);
    TAMGA_FUNCTION(proj_create);
    TAMGA_FUNCTION(proj_create_crs_to_crs_from_pj);
    TAMGA_FUNCTION(proj_destroy);
    TAMGA_FUNCTION(proj_get_area_of_use);
    TAMGA_FUNCTION(proj_get_type);
    TAMGA_FUNCTION(proj_is_crs);
    TAMGA_FUNCTION(proj_is_equivalent_to_with_ctx);
    TAMGA_FUNCTION(proj_log_level);
    TAMGA_FUNCTION(proj_normalize_for_visualization);
    TAMGA_FUNCTION(proj_trans);
};

/// Loads it at the first call. Throws as SharedLibrary does.
inline const ProjLibrary& proj() {
    static const ProjLibrary library;
    return library;
}

}  // namespace tamga::geo
