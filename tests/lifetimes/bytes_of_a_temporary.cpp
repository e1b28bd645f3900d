// The bytes of a source that is gone at the end of the line.
#include "tidings/text/source.hpp"

std::size_t length() {
#ifdef TIDINGS_MISUSE
  const std::string_view bytes = tidings::Source("Anna Weber met Marek Novak.").bytes();
#else
  const tidings::Source source("Anna Weber met Marek Novak.");
  const std::string_view bytes = source.bytes();
#endif
  return bytes.size();
}
