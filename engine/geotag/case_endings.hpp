// SPDX-License-Identifier: MIT
//
// Inside geotag: Russian and Kyrgyz words brought back to the form that gazetteers have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamga::geotag {

/// Folded forms that the folded Cyrillic word may be a case of, the likeliest first: "москве" gives
/// "москва", "бишкектен" gives "бишкек", "ошскои" gives "ошская". Without the word itself; no stem
/// of less than two letters. (Folding has made й an и, and ё an е.)
void base_forms(std::string_view word, std::vector<std::string>& forms);

/// True if the word may be a Kyrgyz name in the locative, ablative or dative, which say of
/// themselves what "in", "from" and "to" say in English.
bool is_kyrgyz_locative(std::string_view word);

}  // namespace tamga::geotag
