// Tokens and sentences. Tokens are the syntactic words of Universal Dependencies: "don't" is two, "China's" is two.
#pragma once

#include <string_view>

#include "tidings/text/page.hpp"

namespace tidings {

/// Struct of arrays, one entry a token, in the order of the text. Tokens don't overlap and are never empty.
struct Tokens {
  IdVector<TokenId, ByteSpan> spans;
  IdVector<TokenId, std::uint8_t> flags;

  enum Flag : std::uint8_t {
    space_after = 1,     ///< white space follows
    continues_word = 2,  ///< second or later part of a word written as one ("n't", "'s")
    starts_block = 4,
  };

  std::size_t size() const noexcept { return spans.size(); }
  bool has(TokenId token, Flag flag) const noexcept { return (flags[token] & flag) != 0; }
  std::string_view form(const Source& source, TokenId token) const noexcept { return source.slice(spans[token]); }
  std::string_view form(const Source&& source, TokenId token) const = delete;
  /// From the first token's begin to the last one's end; empty for an empty range.
  ByteSpan bytes(TokenRange range) const noexcept {
    return range.empty() ? ByteSpan{} : ByteSpan{spans[range.front()].begin, spans[range.back()].end};
  }
};

/// Struct of arrays, one entry a sentence. Sentences cover all tokens, without overlap, and never leave their block.
struct Sentences {
  IdVector<SentenceId, TokenRange> tokens;
  IdVector<SentenceId, BlockId> block;
  IdVector<TokenId, SentenceId> of_token;

  std::size_t size() const noexcept { return tokens.size(); }
};

/// Tokens of all blocks, chrome included (nothing is lost; later stages look at the kind of block).
Tokens tokenize(const Source& source, const Page& page);

/// A "sentence" without an end is cut at `longest_sentence` tokens, so that every later stage stays linear.
inline constexpr std::size_t longest_sentence = 256;
Sentences split_sentences(const Source& source, const Page& page, const Tokens& tokens);

}  // namespace tidings
