// SPDX-License-Identifier: MIT
//
// The object of the precompiled header: CMake wants one source to compile it for.
