// A slice of a source that is gone at the end of the line.
#include "tidings/text/source.hpp"

char first() {
#ifdef TIDINGS_MISUSE
  const std::string_view name = tidings::Source("Anna Weber met Marek Novak.").slice({0, 10});
#else
  const tidings::Source source("Anna Weber met Marek Novak.");
  const std::string_view name = source.slice({0, 10});
#endif
  return name.front();
}
