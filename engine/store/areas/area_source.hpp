// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <string>
#include <string_view>

namespace tamga::store {

/// A file and the layer of it that is meant.
struct FileLayer {
    std::string path;
    std::string layer;
};

/// "FILE#LAYER", or a file whose layer is named otherwise or not. Throws Error{Fault::usage} if the
/// file has several layers and none is named: they may well be of the same places, as countries and
/// their land are.
FileLayer file_layer(const std::string& text, const std::string& layer);

/// True if a text begins with one of the words, in upper case or lower, and goes on in parentheses
/// or says that it is EMPTY.
bool is_wkt_of(const std::string& text, std::initializer_list<std::string_view> words);

/// The features of a WKT, as many as it has kinds of shapes. Throws Error{Fault::input} if it is none.
model::Features features_of_wkt(const std::string& text);

}  // namespace tamga::store
