// Teams in lines of tables of results and standings.
#pragma once

#include <vector>

#include "tidings/document.hpp"

namespace tidings {

/// The names in a line of names and small numbers only: "Plymouth 4 3 1 0 10 6 10", "Chicago 4 Houston 3". Empty where
/// the sentence is no such line.
std::vector<TokenRange> teams_in_row(const Document& document, TokenRange sentence);

}  // namespace tidings
