// SPDX-License-Identifier: MIT
#include "tests/geotag/fitting.hpp"

#include "engine/geotag/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace tamga::tests {
namespace {

using geotag::cue_count;
using geotag::cue_rows;
using geotag::Weights;

/// The gradient and the Hessian of what is to be as small as it can be, in the weights that are
/// free.
struct Slope {
    std::vector<double> gradient;
    std::vector<double> hessian;  ///< Row by row; only its lower half is set.
};

class Fit {
public:
    Fit(std::span<const Example> examples, double penalty) : examples_{examples} {
        for (std::size_t row = 0; row < cue_count; ++row) {
            if (cue_rows[row].from == geotag::WeightFrom::hand) {
                weights_[row] = cue_rows[row].weight;
            } else {
                free_.push_back(row);
                penalties_.push_back(cue_rows[row].name == "bias" ? 0 : penalty);
            }
        }
    }

    const Weights& run() {
        constexpr int steps_at_most = 50;
        for (int steps = 0; steps < steps_at_most; ++steps) {
            const std::vector<double> step = solved(slope());
            double longest = 0;
            for (std::size_t i = 0; i < free_.size(); ++i) {
                weights_[free_[i]] -= step[i];
                longest = std::max(longest, std::abs(step[i]));
            }
            if (longest < 1e-9) {
                break;
            }
        }
        return weights_;
    }

private:
    Slope slope() const {
        const std::size_t size = free_.size();
        Slope sum{std::vector<double>(size), std::vector<double>(size * size)};
        for (std::size_t i = 0; i < size; ++i) {
            sum.gradient[i] = penalties_[i] * weights_[free_[i]];
            // A cue that no text has, without a penalty, stays where it is.
            sum.hessian[i * size + i] = std::max(penalties_[i], 1e-12);
        }
        for (const Example& example : examples_) {
            add(example, sum);
        }
        return sum;
    }

    void add(const Example& example, Slope& sum) const {
        const std::size_t size = free_.size();
        const double likely = geotag::likelihood(example.cues, weights_);
        const double error = likely - (example.is_place ? 1 : 0);
        const double curvature = likely * (1 - likely);
        for (std::size_t i = 0; i < size; ++i) {
            const double cue = example.cues.values()[free_[i]];
            if (cue == 0) {
                continue;
            }
            sum.gradient[i] += error * cue;
            for (std::size_t j = 0; j <= i; ++j) {
                sum.hessian[i * size + j] +=
                    curvature * cue * static_cast<double>(example.cues.values()[free_[j]]);
            }
        }
    }

    /// The step that the Hessian and the gradient ask for, by Cholesky's decomposition.
    static std::vector<double> solved(Slope slope) {
        const std::size_t size = slope.gradient.size();
        std::vector<double>& lower = slope.hessian;
        std::vector<double>& step = slope.gradient;
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                double sum = lower[i * size + j];
                for (std::size_t k = 0; k < j; ++k) {
                    sum -= lower[i * size + k] * lower[j * size + k];
                }
                lower[i * size + j] = i == j ? std::sqrt(sum) : sum / lower[j * size + j];
            }
        }
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                step[i] -= lower[i * size + k] * step[k];
            }
            step[i] /= lower[i * size + i];
        }
        for (std::size_t i = size; i-- > 0;) {
            for (std::size_t k = i + 1; k < size; ++k) {
                step[i] -= lower[k * size + i] * step[k];
            }
            step[i] /= lower[i * size + i];
        }
        return std::move(step);
    }

    std::span<const Example> examples_;
    std::vector<std::size_t> free_;  ///< Rows.
    std::vector<double> penalties_;  ///< Of these.
    Weights weights_{};
};

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' ? "\\\"" : std::string{c};
    }
    return result + '"';
}

}  // namespace

std::vector<Example> examples_of(const LabelledText& text, const place::Gazetteer& gazetteer) {
    geotag::Tokens tokens;
    std::vector<geotag::Mention> mentions;
    geotag::find_candidates(text.text, gazetteer, tokens, mentions);
    std::vector<Example> examples;
    for (const geotag::Mention& mention : mentions) {
        if (mention.demonym) {
            continue;
        }
        const std::uint32_t first = tokens.words[mention.first].point;
        const bool is_place = std::ranges::any_of(text.names, [&](const LabelledName& name) {
            const std::string_view found = std::string_view{text.text}.substr(
                tokens.words[mention.first].begin, mention.end - tokens.words[mention.first].begin);
            return name.first_character == first && name.text == found;
        });
        examples.push_back({mention.cues, is_place});
    }
    return examples;
}

Weights fitted(std::span<const Example> examples, double penalty) {
    return Fit{examples, penalty}.run();
}

Weights rounded(const Weights& weights) {
    Weights result = weights;
    for (double& weight : result) {
        weight = std::round(weight * 100) / 100;
    }
    return result;
}

std::string table_of(const Weights& weights) {
    std::string table;
    for (std::size_t row = 0; row < cue_count; ++row) {
        const geotag::CueRow& cue = cue_rows[row];
        table += fmt::format("    {{{}, {:.2f}, {}{}}},\n", quoted(cue.name), weights[row],
                             quoted(cue.says),
                             cue.from == geotag::WeightFrom::hand ? ", WeightFrom::hand" : "");
    }
    return table;
}

}  // namespace tamga::tests
