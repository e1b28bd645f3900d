// What is known about a document that is gone at the end of the line.
#include "tidings/text/source.hpp"

std::size_t length() {
#ifdef TIDINGS_MISUSE
  const tidings::Metadata& metadata = tidings::Source("Anna").metadata();
#else
  const tidings::Source source("Anna");
  const tidings::Metadata& metadata = source.metadata();
#endif
  return metadata.id.size();
}
