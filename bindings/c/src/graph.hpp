// The handle of a graph: nodes and edges by index.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidings.h"
#include "tidings/graph/event_graph.hpp"

struct tidings_graph {
  explicit tidings_graph(tidings::EventGraph made);
  // The index points into the graph.
  tidings_graph(const tidings_graph&) = delete;
  tidings_graph& operator=(const tidings_graph&) = delete;

  /// With a NUL behind it, which slices of longer texts do not have: of those a copy stays with the handle.
  tidings_string string_of(const tidings::SharedText& text) const;
  tidings_string string_of(const tidings::Label& text) const { return {text.data(), text.size()}; }
  tidings_string string_or_none(const tidings::SharedText& text) const {
    return text.empty() ? tidings_string{nullptr, 0} : string_of(text);
  }

  const tidings::EventGraph graph;
  std::vector<tidings::EdgeRef> edges;            ///< by index
  std::vector<std::vector<std::size_t>> out, in;  ///< by node: indices of edges
  std::map<std::string_view, std::size_t> by_id;  ///< nodes

 private:
  mutable std::mutex copying_;
  mutable std::set<std::string, std::less<>> copies_;
};
