// Facts that a graph must tell, one a line; seeds/stories/README.md has the language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/text/source.hpp"

namespace tidings::stories {

struct Fact {
  std::size_t line = 0;  ///< of its file, from 1
  std::string text;      ///< the whole line
  bool todo = false;     ///< wanted, not reached yet
  bool wanted = true;    ///< false: must not hold
  std::string kind;      ///< "entity", "event", …
  std::vector<std::string> parts;
};

struct Facts {
  std::string file;
  std::optional<Date> published;  ///< `given published`
  std::vector<Fact> all;
};

/// Throws std::runtime_error with file and line where a line is no fact.
Facts read_facts(const std::string& file);

/// Whether the words of the fact (without `not` and `todo`) are true of the graph.
bool is_told(const Fact& fact, const EventGraph& graph);

}  // namespace tidings::stories
