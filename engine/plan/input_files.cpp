// SPDX-License-Identifier: MIT
#include "engine/plan/input_files.hpp"

namespace tamga::plan {

std::vector<std::string> input_files(const Map& map) {
    std::vector<std::string> files;
    for (const Layer& layer : map.layers) {
        files.insert(files.end(), layer.sources.begin(), layer.sources.end());
        for (const Join& join : layer.joins) {
            files.push_back(join.path);
        }
        for (const std::string& path :
             {layer.route.locations, layer.route.areas, layer.gazetteer}) {
            if (!path.empty()) {
                files.push_back(path);
            }
        }
    }
    return files;
}

}  // namespace tamga::plan
