// Document: all layers of one text. A stage is a function from the layers above it to its own.
#pragma once

#include "tidings/events/events.hpp"
#include "tidings/syntax/factuality.hpp"
#include "tidings/syntax/numbers.hpp"

namespace tidings {

/// Owns everything; the layers point into each other by ids only, so that a Document can be moved and copied.
struct Document {
  Source source;
  Page page;
  Tokens tokens;
  Sentences sentences;
  Syntax syntax;
  Names names;
  Factuality factuality;
  Times times;
  Numbers numbers;
  Mentions mentions;
  Entities entities;
  Predicates predicates;
  Claims claims;
  Events events;
  EventLinks links;
};

}  // namespace tidings
