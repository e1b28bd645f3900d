#include "discourse/name_keys.hpp"

#include <algorithm>

#include "text/characters.hpp"

namespace tidings {

namespace {

bool is_capitals(std::string_view word) {
  return word.size() > 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '\''; });
}

void append(std::string& text, std::string_view word) {
  if (!text.empty()) text += ' ';
  text += word;
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) append(text, word);
  return text;
}

// In people's names words of capitals only are shouted ("XI Jinping"); elsewhere they may be acronyms.
std::string as_name(std::string_view word) {
  if (!is_capitals(word)) return std::string(word);
  std::string out(word);
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i - 1] != '-' && out[i - 1] != '\'' && out[i] >= 'A' && out[i] <= 'Z')
      out[i] = static_cast<char>(out[i] + 32);
  }
  return out;
}

bool is_quote(std::string_view word) {
  return word == "\"" || word == "\xE2\x80\x9C" || word == "\xE2\x80\x9D" || word == "``" || word == "''" ||
         word == "(" || word == ")";
}

bool is_possessive(std::string_view word) {
  return word == "'s" || word == "\xE2\x80\x99s" || word == "'" || word == "\xE2\x80\x99";
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out(text.size() + 8, '\0');
  out.resize(fold_key(text, out.data(), out.size()));
  return out;
}

NameKey key_of_name(const Document& document, const NounLexicons& lexicons, const Mention& mention, NameType type) {
  NameKey key;
  TokenRange range = mention.head_range;
  const auto form = [&](TokenId t) { return document.tokens.form(document.source, t); };
  while (range.size() > 1 && is_possessive(form(range.back()))) range.end_id = range.back();
  if (range.size() > 1 && fold(form(range.front())) == "the") range.begin_id = TokenId(range.begin_id.index() + 1);
  if (type == NameType::person) {
    while (range.size() > 1) {
      const auto title = lexicons.titles.longest(
          range.size() - 1, [&](std::size_t i) { return form(TokenId(range.begin_id.index() + i)); });
      if (!title) break;
      const TokenId after(range.begin_id.index() + title.words);
      for (; range.begin_id < after; range.begin_id = TokenId(range.begin_id.index() + 1)) {
        append(key.title, form(range.front()));
      }
    }
  }
  key.tokens = range;
  std::string person;
  for (const TokenId token : range) {
    if (type == NameType::person && is_quote(form(token))) continue;  // Vincent "the Chin" Gigante
    key.words.push_back(type == NameType::person ? as_name(form(token)) : std::string(form(token)));
    const bool joined = token > range.begin_id &&
                        document.tokens.spans[TokenId(token.index() - 1)].end == document.tokens.spans[token].begin;
    if (!person.empty() && !joined) person += ' ';  // "al-Zawahiri" is three tokens and one word
    person += key.words.back();
  }
  key.text =
      type == NameType::person ? person : utf8::shorten(document.source.slice(document.tokens.bytes(range)), 120);
  const auto word = [&](std::size_t i) { return std::string_view(key.words[i]); };
  const auto canonical = [&](const Lexicon& lexicon) {
    const auto match = lexicon.longest(key.words.size(), word);
    if (match.words == key.words.size() && !match.value[3].empty()) key.key = fold(match.value[3]);
  };
  if (type == NameType::organization) canonical(lexicons.organizations);
  if (type == NameType::location || type == NameType::facility) canonical(lexicons.places);
  if (key.key.empty()) key.key = fold(join(key.words));
  return key;
}

std::string acronym_of(const std::vector<std::string>& words) {
  std::string letters;
  for (const std::string& word : words) {
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') letters += word[0];
  }
  return letters;
}

std::string as_acronym(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c == '.' || c == '-') continue;
    if (c < 'A' || c > 'Z') return {};
    letters += c;
  }
  return letters.size() >= 2 && letters.size() <= 8 ? letters : std::string();
}

}  // namespace tidings
