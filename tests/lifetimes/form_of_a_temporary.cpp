// The word of a token, read from a source that is gone at the end of the line.
#include "tidings/text/tokens.hpp"

char first(const tidings::Tokens& tokens) {
  const tidings::TokenId token(std::size_t{0});
#ifdef TIDINGS_MISUSE
  const std::string_view form = tokens.form(tidings::Source("Anna"), token);
#else
  const tidings::Source source("Anna");
  const std::string_view form = tokens.form(source, token);
#endif
  return form.front();
}
