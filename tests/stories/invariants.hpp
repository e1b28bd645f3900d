// What holds for every graph, whatever the text: the rules of docs/graph-format.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidings::stories {

/// The rules that a graph's JSON breaks, in words; empty where it keeps them all. `texts`: the documents' bytes, in
/// order.
std::vector<std::string> broken_rules(const std::string& json, const std::vector<std::string>& texts);

}  // namespace tidings::stories
