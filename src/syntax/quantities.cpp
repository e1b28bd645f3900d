#include "syntax/quantities.hpp"

#include <optional>

#include "model/name_recognizer.hpp"
#include "syntax/number_reader.hpp"

namespace tidings {

namespace {

class Finder {
 public:
  explicit Finder(NumberReader reader) : read_(reader) {}

  void set_end(std::size_t end) noexcept { read_.set_end(end); }  ///< of the sentence

  /// From the token at `begin` on; none where no quantity begins there.
  std::optional<Name> at(std::size_t begin) const {
    std::size_t next = begin;
    const bool sign = read_.take(next, "sign");
    if (!read_.take_number(next)) return std::nullopt;
    take_range(next);
    if (sign) {
      read_.take(next, "currency");  // "$5 million US dollars"
      return name(begin, next, NameType::money);
    }
    if (read_.take(next, "currency") || read_.take(next, "sign")) return name(begin, next, NameType::money);
    if (read_.take(next, "share") || read_.take(next, "unit")) return name(begin, next, NameType::quantity);
    return std::nullopt;
  }

 private:
  // "9 – 85 million", "$5 to $7 million"
  void take_range(std::size_t& at) const {
    std::size_t next = at;
    if (!is_dash(read_.form(next))) return;
    ++next;
    read_.take(next, "sign");
    if (read_.take_number(next)) at = next;
  }

  static bool is_dash(std::string_view form) noexcept { return form == "-" || form == "–" || form == "to"; }

  static Name name(std::size_t begin, std::size_t end, NameType type) {
    return {{TokenId(begin), TokenId(end)}, type, 0.9F};
  }

  NumberReader read_;
};

}  // namespace

void add_quantities(const Source& source, const Tokens& tokens, const Sentences& sentences, const Knowledge& knowledge,
                    Names& names) {
  Finder finder(NumberReader(source, tokens, names, lexicon_of(knowledge, "quantity-words")));
  Names found;
  for (const TokenRange sentence : sentences.tokens) {
    finder.set_end(sentence.end_id.index());
    for (std::size_t at = sentence.begin_id.index(); at < sentence.end_id.index(); ++at) {
      const auto quantity = finder.at(at);
      if (!quantity) continue;
      found.items.push_back(*quantity);
      at = quantity->tokens.end_id.index() - 1;
    }
  }
  add_names(found, names);
}

}  // namespace tidings
