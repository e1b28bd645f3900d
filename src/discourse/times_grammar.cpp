#include "discourse/times_grammar.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <sstream>

#include "tidings/error.hpp"

extern "C" const char tidings_time_words[];
extern "C" const char tidings_time_words_end[];
extern "C" const char tidings_time_patterns[];
extern "C" const char tidings_time_patterns_end[];

namespace tidings::timex {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(WordClass::known_classes)> class_names = {
    "cardinal",     "ordinal",       "fraction", "vague",    "couple",  "article",       "month",    "weekday",
    "weekdays",     "short_weekday", "season",   "seasons",  "daypart", "dayparts",      "moment",   "unit",
    "units",        "shift",         "sequel",   "near_day", "holiday", "adverb_of_set", "meridiem", "zone",
    "quarter_name", "to_come",       "ahead",    "modal",    "bound",   "number",        "day",      "hour",
    "year",         "spelled_year",  "decade",   "date",     "clock"};

constexpr std::array<std::pair<std::string_view, Making>, 13> makings = {
    {{"calendar", Making::calendar},
     {"shift", Making::shift},
     {"offset", Making::offset},
     {"duration", Making::duration},
     {"duration_last", Making::duration_last},
     {"vague_duration", Making::vague_duration},
     {"set", Making::set},
     {"set_calendar", Making::set_calendar},
     {"set_adverb", Making::set_adverb},
     {"clock", Making::clock},
     {"this_unit", Making::this_unit},
     {"year_ago", Making::year_ago},
     {"year_ago_quarter", Making::year_ago_quarter}}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

}  // namespace

const Sense* Word::sense(WordClass c) const noexcept {
  const auto found = std::find_if(senses.begin(), senses.end(), [c](const Sense& s) { return s.word_class == c; });
  return found == senses.end() ? nullptr : &*found;
}

void Trie::add(const std::vector<Step>& sequence, std::uint32_t rule) {
  std::uint32_t at = 0;
  for (const Step& step : sequence) {
    auto& edges = nodes_[at].edges;
    const auto same = [&](const Edge& e) { return e.symbol == step.symbol && e.slot == step.slot; };
    const auto found = std::find_if(edges.begin(), edges.end(), same);
    if (found != edges.end()) {
      at = found->to;
      continue;
    }
    const auto next = static_cast<std::uint32_t>(nodes_.size());
    edges.push_back({step.symbol, step.slot, next});
    nodes_.emplace_back();
    if (at == 0 && step.symbol.is_class) first_classes_ |= ClassSet{1} << step.symbol.id;
    at = next;
  }
  auto& rules = nodes_[at].rules;
  if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
}

// Reads both files; every mistake is an Error with its line.
class GrammarReader {
 public:
  GrammarReader(Grammar& grammar, const std::string& words_file, const std::string& patterns_file)
      : g_(grammar), words_file_(words_file), patterns_file_(patterns_file) {}

  void read_words(std::string_view text) {
    for (std::size_t i = 0; i < class_names.size(); ++i) g_.classes_.emplace(class_names[i], static_cast<WordClass>(i));
    for (const std::string_view line : split(text, '\n')) {
      ++line_;
      if (!line.empty() && line.front() != '#') read_word(split(line, '\t'));
    }
    for (Word& word : g_.words_) {
      std::stable_sort(word.phrases.begin(), word.phrases.end(),
                       [](const auto& a, const auto& b) { return a.rest.size() > b.rest.size(); });
    }
  }

  void read_patterns(std::string_view text) {
    toml::table root;
    try {
      root = toml::parse(text, patterns_file_);
    } catch (const toml::parse_error& e) {
      throw Error(place(e.source()), std::string(e.description()));
    }
    if (const auto published = root["published"].value<std::string>()) {
      const auto days = days_of(*published);
      if (days) g_.published_ = days->begin;
    }
    for (const toml::table* table : tables(root, "prefix")) read_prefix(*table);
    for (const toml::table* table : tables(root, "rule")) read_rule(*table);
  }

 private:
  Place word_place() const { return {words_file_, line_, 0}; }
  Place place(const toml::source_region& region) const {
    return {patterns_file_, static_cast<std::uint32_t>(region.begin.line),
            static_cast<std::uint32_t>(region.begin.column)};
  }
  [[noreturn]] void fail(const toml::node& node, const std::string& message) const {
    throw Error(place(node.source()), message);
  }

  // ---- words

  void read_word(const std::vector<std::string_view>& fields) {
    if (fields.size() < 2 || fields.size() > 4)
      throw Error(word_place(), "two to four fields are expected (word, class, value, needs), found " +
                                    std::to_string(fields.size()));
    Sense sense{class_of(fields[1]), std::string(fields.size() > 2 ? fields[2] : std::string_view()), 0, 0, false};
    std::from_chars(sense.value.data(), sense.value.data() + sense.value.size(), sense.number);
    if (fields.size() > 3) read_needs(fields[3], sense);
    const auto words = split(fields[0], ' ');
    const WordId first = g_.add_word(words.front());
    if (words.size() > 1) {
      Word::Phrase phrase{{}, sense};
      for (std::size_t i = 1; i < words.size(); ++i) phrase.rest.push_back(g_.add_word(words[i]));
      g_.words_[first].phrases.push_back(std::move(phrase));
      return;
    }
    Word& word = g_.words_[first];
    word.classes |= bit(sense.word_class);
    if (sense.capital || sense.parts_of_speech != 0) word.conditional |= bit(sense.word_class);
    word.senses.push_back(std::move(sense));
  }

  WordClass class_of(std::string_view name) {
    const auto found = g_.classes_.find(name);
    if (found != g_.classes_.end()) return found->second;
    if (g_.classes_.size() == most_classes)
      throw Error(word_place(),
                  "too many classes of words: at most 64 are expected, found one more, \"" + std::string(name) + '"');
    return g_.classes_.emplace(name, static_cast<WordClass>(g_.classes_.size())).first->second;
  }

  void read_needs(std::string_view text, Sense& sense) const {
    for (const std::string_view need : split(text, ',')) {
      const auto upos = upos_from(need);
      if (need == "capital") sense.capital = true;
      else if (upos) sense.parts_of_speech |= 1U << static_cast<unsigned>(*upos);
      else
        throw Error(word_place(),
                    "\"capital\" or a universal part of speech is expected, found \"" + std::string(need) + '"');
    }
  }

  // ---- patterns

  std::vector<const toml::table*> tables(const toml::table& root, std::string_view key) const {
    std::vector<const toml::table*> out;
    const toml::node* node = root.get(key);
    if (node == nullptr) return out;
    const toml::array* array = node->as_array();
    if (array == nullptr) fail(*node, "an array of tables [[" + std::string(key) + "]] is expected");
    for (const toml::node& item : *array) {
      if (!item.is_table()) fail(item, "a table is expected");
      out.push_back(item.as_table());
    }
    return out;
  }

  std::string string_at(const toml::node& node) const {
    if (!node.is_string()) fail(node, "a string is expected");
    return node.as_string()->get();
  }
  std::vector<std::string> strings_at(const toml::node& node) const {
    const toml::array* array = node.as_array();
    if (array == nullptr) fail(node, "an array of strings is expected");
    std::vector<std::string> out;
    for (const toml::node& item : *array) out.push_back(string_at(item));
    return out;
  }

  void read_prefix(const toml::table& table) {
    const toml::node* patterns = table.get("patterns");
    const toml::node* to = table.get("to");
    if (patterns == nullptr || to == nullptr) fail(table, "a prefix needs \"patterns\" and \"to\"");
    const auto id = static_cast<std::uint32_t>(g_.prefixes_.size());
    const toml::node* not_after = table.get("not_after");
    g_.prefixes_.push_back(not_after == nullptr ? Neighbour{} : neighbour(*not_after));
    for (const std::string& type : strings_at(*to)) {
      Trie& trie = type == "duration" ? g_.duration_prefixes_ : g_.date_prefixes_;
      for (const std::string& pattern : strings_at(*patterns)) {
        for (auto& sequence : expand(pattern, *patterns)) {
          std::reverse(sequence.begin(), sequence.end());
          if (!sequence.empty()) trie.add(sequence, id);
        }
      }
    }
  }

  void read_rule(const toml::table& table) {
    Rule rule;
    const toml::node* patterns = nullptr;
    for (const auto& [key, node] : table) {
      if (key == "name") rule.name = string_at(node);
      else if (key == "patterns") patterns = &node;
      else if (key == "type") rule.type = type_at(node);
      else if (key == "value") read_value(node, rule);
      else if (key == "unit") rule.unit = string_at(node);
      else if (key == "part") rule.part = string_at(node);
      else if (key == "by") rule.by = node.value<int>();
      else if (key == "from") rule.from_text = string_at(node) == "text";
      else if (key == "second") rule.second = slot_at(node);
      else if (key == "before") rule.before = neighbour(node);
      else if (key == "after") rule.after = neighbour(node);
      else if (key == "not_before") rule.not_before = neighbour(node);
      else if (key == "not_after") rule.not_after = neighbour(node);
      else if (key != "yes" && key != "no") fail(node, "unknown key \"" + std::string(key.str()) + '"');
    }
    if (rule.name.empty() || patterns == nullptr) fail(table, "a rule needs \"name\" and \"patterns\"");
    read_examples(table, rule.name);
    const auto id = static_cast<std::uint32_t>(g_.rules_.size());
    for (const std::string& pattern : strings_at(*patterns)) {
      for (const auto& sequence : expand(pattern, *patterns)) {
        if (!sequence.empty()) g_.patterns_.add(sequence, id);
      }
    }
    g_.rules_.push_back(std::move(rule));
  }

  void read_examples(const toml::table& table, const std::string& rule) {
    for (const bool positive : {true, false}) {
      const toml::node* node = table.get(positive ? "yes" : "no");
      if (node == nullptr) continue;
      for (std::string& text : strings_at(*node)) g_.examples_.push_back({rule, std::move(text), positive});
    }
  }

  TimeType type_at(const toml::node& node) const {
    const auto type = term_from<TimeType>(string_at(node));
    if (!type) fail(node, "date, time, duration or set is expected, found \"" + string_at(node) + '"');
    return *type;
  }

  void read_value(const toml::node& node, Rule& rule) const {
    const std::string text = string_at(node);
    if (text.starts_with('=')) {
      rule.making = Making::constant;
      rule.constant = text.substr(1);
      return;
    }
    if (text == "nothing") {
      rule.making = Making::nothing;
      return;
    }
    const auto found = std::find_if(makings.begin(), makings.end(), [&](const auto& m) { return m.first == text; });
    if (found == makings.end()) fail(node, "unknown way to make a value: \"" + text + '"');
    rule.making = found->second;
  }

  std::uint8_t slot_at(const toml::node& node) const {
    const std::string name = string_at(node);
    const auto step = step_of(name);
    if (!step || step->slot == no_slot) fail(node, "a class with a 2 behind is expected, found \"" + name + '"');
    return step->slot;
  }

  Neighbour neighbour(const toml::node& node) {
    Neighbour out;
    for (const std::string& text : strings_at(node)) {
      if (const auto upos = upos_from(text)) out.parts_of_speech |= 1U << static_cast<unsigned>(*upos);
      else if (const auto c = g_.classes_.find(text); c != g_.classes_.end()) out.classes |= bit(c->second);
      else out.words.push_back(g_.add_word(text));
    }
    return out;
  }

  std::optional<Trie::Step> step_of(std::string_view name) const {
    const bool second = name.ends_with('2');
    const auto c = g_.classes_.find(second ? name.substr(0, name.size() - 1) : name);
    if (c == g_.classes_.end()) return std::nullopt;
    const bool known = c->second < WordClass::known_classes;
    return Trie::Step{{true, static_cast<std::uint32_t>(c->second)}, known ? slot_of(c->second, second) : no_slot};
  }

  using Sequences = std::vector<std::vector<Trie::Step>>;

  // All ways to read a pattern, without its groups, bars and question marks.
  Sequences expand(std::string_view pattern, const toml::node& node) {
    std::string_view rest = pattern;
    Sequences out = alternatives(rest, node);
    if (!rest.empty()) fail(node, "\")\" has no \"(\" in the pattern \"" + std::string(pattern) + '"');
    return out;
  }

  static void skip_blanks(std::string_view& rest) {
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }

  Sequences alternatives(std::string_view& rest, const toml::node& node) {
    Sequences out = sequence(rest, node);
    while (!rest.empty() && rest.front() == '|') {
      rest.remove_prefix(1);
      for (auto& s : sequence(rest, node)) out.push_back(std::move(s));
    }
    return out;
  }

  Sequences sequence(std::string_view& rest, const toml::node& node) {
    Sequences out(1);
    for (;;) {
      skip_blanks(rest);
      if (rest.empty() || rest.front() == '|' || rest.front() == ')') return out;
      Sequences item = this->item(rest, node);
      if (!rest.empty() && rest.front() == '?') {
        rest.remove_prefix(1);
        item.emplace_back();
      }
      Sequences longer;
      for (const auto& head : out) {
        for (const auto& tail : item) {
          longer.push_back(head);
          longer.back().insert(longer.back().end(), tail.begin(), tail.end());
        }
      }
      out = std::move(longer);
    }
  }

  Sequences item(std::string_view& rest, const toml::node& node) {
    const char first = rest.front();
    if (first == '(') {
      rest.remove_prefix(1);
      Sequences out = alternatives(rest, node);
      if (rest.empty()) fail(node, "a \")\" is expected at the end of the pattern");
      rest.remove_prefix(1);
      return out;
    }
    if (first == '\'' || first == '"') return word(rest, first, node);
    const std::size_t end = std::min(rest.find_first_of(" ()|?'\""), rest.size());
    const std::string name(rest.substr(0, end));
    rest.remove_prefix(end);
    const auto step = step_of(name);
    if (!step) fail(node, "a word in quotes or a class of words is expected, found \"" + name + '"');
    return {{*step}};
  }

  Sequences word(std::string_view& rest, char quote, const toml::node& node) {
    const std::size_t end = rest.find(quote, 1);
    if (end == std::string_view::npos || end == 1) fail(node, "a word between quotes is expected");
    const WordId id = g_.add_word(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
    return {{Trie::Step{{false, id}, no_slot}}};
  }

  Grammar& g_;
  const std::string& words_file_;
  const std::string& patterns_file_;
  std::uint32_t line_ = 0;
};

Grammar::Grammar(std::string_view words, const std::string& words_file, std::string_view patterns,
                 const std::string& patterns_file) {
  GrammarReader reader(*this, words_file, patterns_file);
  reader.read_words(words);
  reader.read_patterns(patterns);
}

const Grammar& Grammar::builtin() {
  const auto between = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  static const Grammar grammar(between(tidings_time_words, tidings_time_words_end), "words.tsv",
                               between(tidings_time_patterns, tidings_time_patterns_end), "patterns.toml");
  return grammar;
}

WordId Grammar::find(std::string_view folded) const noexcept {
  const auto found = ids_.find(folded);
  return found == ids_.end() ? no_word : found->second;
}

WordId Grammar::add_word(std::string_view word) {
  const auto [at, fresh] = ids_.try_emplace(std::string(word), static_cast<WordId>(words_.size()));
  if (!fresh) return at->second;
  words_.emplace_back();
  const auto first = static_cast<unsigned char>(word.front());
  const auto capital = static_cast<unsigned char>(first >= 'a' && first <= 'z' ? first - 32 : first);
  const auto know = [&](std::size_t length, unsigned char byte) {
    if (length < longest_word) known_shapes_[length][byte] = true;
  };
  for (const std::size_t length : {word.size(), word.size() + 1}) {  // a full stop may follow
    know(length, first);
    know(length, capital);
  }
  if (word.find('\'') != std::string_view::npos) know(word.size() + 2, first == '\'' ? 0xe2 : first);  // typographic
  return at->second;
}

}  // namespace tidings::timex
