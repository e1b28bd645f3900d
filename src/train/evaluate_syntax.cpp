#include "train/evaluate_syntax.hpp"

#include <charconv>
#include <map>
#include <sstream>

#include "model/words.hpp"
#include "tidings/error.hpp"
#include "train/corpus.hpp"
#include "train/variants.hpp"

namespace tidings::train {

namespace {

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  if (line.empty() || line.back() == at) parts.emplace_back();
  return parts;
}

class GoldReader {
 public:
  explicit GoldReader(const std::string& path) : path_(path) { sentence_.begins_document = true; }

  std::vector<GoldSentence> read() {
    std::istringstream in(read_file(path_));
    for (std::string line; std::getline(in, line);) {
      ++line_;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      read_line(line);
    }
    end_sentence();
    if (sentences_.empty()) fail("CoNLL-U is expected, found no sentence");
    return std::move(sentences_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw Error(Place{path_, line_}, what); }

  std::size_t number(const std::string& text, const char* what) const {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
      fail(std::string(what) + " is expected, found \"" + text + '"');
    return value;
  }

  void read_line(const std::string& line) {
    if (line.empty()) return end_sentence();
    if (line[0] == '#') {
      if (line.starts_with("# newdoc")) sentence_.begins_document = true;
      return;
    }
    const auto columns = split(line, '\t');
    if (columns.size() != 10) fail("ten columns are expected, found " + std::to_string(columns.size()));
    const bool space = ("|" + columns[9] + "|").find("|SpaceAfter=No|") == std::string::npos;
    if (columns[0].find('.') != std::string::npos) return;
    if (const std::size_t dash = columns[0].find('-'); dash != std::string::npos) {
      range_last_ = number(columns[0].substr(dash + 1), "the id of a multiword token");
      range_space_ = space;
      return;
    }
    add_word(columns, space);
  }

  void add_word(const std::vector<std::string>& columns, bool space) {
    const std::size_t id = number(columns[0], "a word's id");
    if (id != sentence_.forms.size() + 1)
      fail("the id " + std::to_string(sentence_.forms.size() + 1) + " is expected, found \"" + columns[0] + '"');
    if (columns[1].empty()) fail("a form is expected in column 2");
    sentence_.forms.push_back(columns[1]);
    sentence_.lemmas.push_back(columns[2]);
    sentence_.upos.push_back(columns[3]);
    sentence_.heads.push_back(number(columns[6], "the id of a head"));
    sentence_.relations.push_back(columns[7]);
    sentence_.space_after.push_back(id <= range_last_ ? id == range_last_ && range_space_ : space);
  }

  void end_sentence() {
    range_last_ = 0;
    if (sentence_.forms.empty()) return;
    for (const std::size_t head : sentence_.heads) {
      if (head > sentence_.forms.size())
        fail("the head " + std::to_string(head) + " lies outside of its sentence of " +
             std::to_string(sentence_.forms.size()) + " words");
    }
    sentences_.push_back(std::move(sentence_));
    sentence_ = GoldSentence();
  }

  const std::string& path_;
  std::uint32_t line_ = 0;
  std::size_t range_last_ = 0;
  bool range_space_ = true;
  GoldSentence sentence_;
  std::vector<GoldSentence> sentences_;
};

std::string_view main_type_of(std::string_view relation) noexcept { return relation.substr(0, relation.find(':')); }

bool same_lemma(const std::string& gold, std::string_view found, Variant variant) {
  if (gold == "_") return true;
  if (found.empty()) found = "_";
  if (variant == Variant::curly_quotes) return vary({gold}, variant)[0] == vary({std::string(found)}, variant)[0];
  if (keeps_case(variant)) return gold == found;
  std::string a, b;
  lower_case(gold, a);
  lower_case(found, b);
  return a == b;
}

struct Counts {
  std::size_t sentences = 0, words = 0, found_words = 0, upos = 0, lemma = 0, uas = 0, las = 0, las_main = 0, trees = 0;

  SyntaxReport report() const {
    const auto percent = [](std::size_t right, std::size_t of) {
      return of == 0 ? 0.0 : 100 * static_cast<double>(right) / static_cast<double>(of);
    };
    const auto of_words = [&](std::size_t right) {
      return percent(2 * right, words + found_words);
    };  // F1; of the same words, accuracy
    return {sentences,     words,         of_words(upos),     of_words(lemma),
            of_words(uas), of_words(las), of_words(las_main), percent(trees, sentences)};
  }
};

/// Compares one gold word with a token that covers it; tells whether head and relation are right.
class Comparison {
 public:
  Comparison(const Document& document, Counts& counts, Variant variant)
      : document_(document), counts_(counts), variant_(variant) {}

  bool add(const GoldSentence& gold, std::size_t i, TokenId token, bool same_head) {
    const std::string_view relation = to_string(document_.syntax.relation[token]);
    counts_.upos += gold.upos[i] == to_string(document_.syntax.upos[token]);
    counts_.lemma += same_lemma(gold.lemmas[i], document_.syntax.lemma(token), variant_);
    counts_.uas += same_head;
    counts_.las_main += same_head && main_type_of(gold.relations[i]) == main_type_of(relation);
    const bool whole = same_head && gold.relations[i] == relation;
    counts_.las += whole;
    return whole;
  }

 private:
  const Document& document_;
  Counts& counts_;
  Variant variant_;
};

class Evaluation {
 public:
  Evaluation(const std::vector<GoldSentence>& gold, const Model& model) : gold_(gold), analyzer_(model) {}

  SyntaxReport of_tokens(Variant variant) {
    Counts counts;
    for_each_document(gold_, [&](const GoldSentence* first, const GoldSentence* last) {
      std::vector<Forms> forms;
      for (const GoldSentence* s = first; s != last; ++s) forms.push_back(vary(s->forms, variant));
      const Document document = analyzer_.of_tokens(forms);
      Comparison comparison(document, counts, variant);
      std::size_t offset = 0;
      for (const GoldSentence* s = first; s != last; offset += s->forms.size(), ++s) {
        bool whole = true;
        for (std::size_t i = 0; i < s->forms.size(); ++i) {
          const TokenId head = document.syntax.head[TokenId(offset + i)];
          whole = comparison.add(*s, i, TokenId(offset + i), (head ? head.index() - offset + 1 : 0) == s->heads[i]) &&
                  whole;
        }
        counts.trees += whole;
        count(*s, counts);
      }
      counts.found_words += document.tokens.size();
    });
    return counts.report();
  }

  SyntaxReport of_text(bool missing_spaces) {
    Counts counts;
    for_each_document(gold_, [&](const GoldSentence* first, const GoldSentence* last) {
      std::vector<SpacedSentence> sentences;
      for (const GoldSentence* s = first; s != last; ++s) sentences.push_back({s->forms, s->space_after});
      const RunningText text = running_text(sentences, missing_spaces);
      const Document document = analyzer_.of_text(text.text);
      std::map<ByteSpan, TokenId> tokens;
      for (const TokenId token : document.tokens.spans.ids()) tokens[document.tokens.spans[token]] = token;
      Comparison comparison(document, counts, Variant::given);
      for (const GoldSentence* s = first; s != last; ++s) {
        const std::vector<ByteSpan>& spans = text.tokens[static_cast<std::size_t>(s - first)];
        bool whole = true;
        for (std::size_t i = 0; i < s->forms.size(); ++i) {
          const auto token = tokens.find(spans[i]);
          whole = token != tokens.end() &&
                  comparison.add(*s, i, token->second, same_head(document, token->second, spans, s->heads[i])) && whole;
        }
        counts.trees += whole;
        count(*s, counts);
      }
      counts.found_words += document.tokens.size();
    });
    return counts.report();
  }

 private:
  static void count(const GoldSentence& sentence, Counts& counts) {
    ++counts.sentences;
    counts.words += sentence.forms.size();
  }

  static bool same_head(const Document& document, TokenId token, const std::vector<ByteSpan>& spans,
                        std::size_t gold_head) {
    const TokenId head = document.syntax.head[token];
    if (!head || gold_head == 0) return !head && gold_head == 0;
    return document.tokens.spans[head] == spans[gold_head - 1];
  }

  const std::vector<GoldSentence>& gold_;
  Analyzer analyzer_;
};

}  // namespace

std::vector<GoldSentence> read_gold(const std::string& path) { return GoldReader(path).read(); }

SyntaxReports evaluate_syntax(const std::vector<GoldSentence>& gold, const Model& model, bool robust) {
  Evaluation evaluation(gold, model);
  SyntaxReports reports;
  add_rows(evaluation, robust, reports.rows);
  return reports;
}

}  // namespace tidings::train
