// Borders of sentences: marks that end one, unless an abbreviation, a quotation that goes on or a small letter speaks
// against it.
#include <algorithm>

#include "discourse/lexicon.hpp"
#include "text/characters.hpp"
#include "tidings/text/tokens.hpp"

namespace tidings {

namespace {

struct Words {
  Knowledge knowledge = Knowledge::builtin();
  Lexicon abbreviations = lexicon_of(knowledge, "abbreviations");
  Lexicon starters = lexicon_of(knowledge, "sentence-starters");
};

const Words& words() {
  static const Words instance;
  return instance;
}

class Splitter {
 public:
  Splitter(const Source& source, const Tokens& tokens) : source_(source), tokens_(tokens) {}

  /// The end of the sentence that begins at `first`; `limit` is the end of its block.
  std::size_t end_of(std::size_t first, std::size_t limit) const {
    const std::size_t cut = std::min(limit, first + longest_sentence);
    for (std::size_t i = first; i < cut; ++i) {
      if (!may_end(i)) continue;
      std::size_t after = i + 1;
      while (after < cut && closes(after, i)) ++after;
      if (after >= limit) return std::min(limit, cut);
      if (begins(after, i)) return after;
    }
    return cut;
  }

  bool begins_small(std::size_t i) const noexcept { return is_lower(first_of(i)); }

 private:
  std::string_view form(std::size_t i) const noexcept { return tokens_.form(source_, TokenId(i)); }
  char32_t first_of(std::size_t i) const noexcept { return character_at(form(i), 0).code; }
  bool space_after(std::size_t i) const noexcept { return tokens_.has(TokenId(i), Tokens::space_after); }

  bool may_end(std::size_t i) const noexcept {
    const std::string_view word = form(i);
    const char last = word.back();
    return last == '.' || last == '!' || last == '?' || word == "\xE2\x80\xA6" || word == "\xE3\x80\x82";
  }

  // Quotation marks and brackets that stand right behind the end.
  bool closes(std::size_t i, std::size_t end) const noexcept {
    const char32_t c = first_of(i);
    if (space_after(i - 1) && !(i == end + 1 && c == '"' && space_after(i))) return false;
    if (is_closer(c) || c == 0x201D || c == 0x2019 || c == 0xBB) return true;
    if (c == '"' || c == '\'') return form(i).size() <= 2 && (space_after(i) || i + 1 >= tokens_.size());
    return form(i) == "!" || form(i) == "?" || form(i) == ".";
  }

  bool begins(std::size_t i, std::size_t end) const {
    std::size_t word = i;
    while (word < tokens_.size() && word < i + 3 && opens(word)) ++word;
    if (word >= tokens_.size()) return true;
    const char32_t c = first_of(word);
    if (is_lower(c)) return false;
    const std::string_view mark = form(end);
    if (mark == "...") return is_upper(c) && space_after(end);
    if (mark.size() == 1 || mark.back() != '.') return is_upper(c) || is_digit(c) || !is_letter(c) || !is_lower(c);
    return ends_after_abbreviation(mark, word);
  }

  bool opens(std::size_t i) const noexcept {
    const char32_t c = first_of(i);
    return is_quote(c) || is_opener(c) || (is_dash(c) && form(i).size() <= 3) || c == 0x2022;
  }

  bool ends_after_abbreviation(std::string_view mark, std::size_t next) const {
    const auto entry = words().abbreviations.find(mark);
    if (entry && (*entry)[0] == "title") return false;
    if (entry && (*entry)[0] == "number") return false;
    return words().starters.contains(form(next)) && is_upper(first_of(next));
  }

  const Source& source_;
  const Tokens& tokens_;
};

}  // namespace

Sentences split_sentences(const Source& source, const Page& page, const Tokens& tokens) {
  Sentences sentences;
  sentences.of_token.resize(tokens.size());
  const Splitter splitter(source, tokens);
  std::size_t token = 0;
  for (const BlockId block : page.blocks.ids()) {
    std::size_t limit = token;
    while (limit < tokens.size() && tokens.spans[TokenId(limit)].begin < page.blocks[block].span.end) ++limit;
    std::size_t story = token;  // behind the dateline, which is a sentence of its own: it is no part of the next one's
    const ByteSpan dateline = page.blocks[block].dateline;
    while (!dateline.empty() && story < limit && tokens.spans[TokenId(story)].begin < dateline.end) ++story;
    if (story < limit && splitter.begins_small(story)) story = token;  // "China -- a supplier of arms -- has said"
    while (token < limit) {
      const std::size_t end = token < story ? story : splitter.end_of(token, limit);
      const SentenceId id = sentences.tokens.push_back({TokenId(token), TokenId(end)});
      sentences.block.push_back(block);
      for (; token < end; ++token) sentences.of_token[TokenId(token)] = id;
    }
  }
  return sentences;
}

}  // namespace tidings
