#include "train/evaluate_names.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "train/given_tokens.hpp"
#include "train/variants.hpp"

namespace tidings::train {

double Figures::precision() const noexcept {
  if (found == 0) return gold == 0 ? 100 : 0;
  return 100 * static_cast<double>(right) / static_cast<double>(found);
}

double Figures::recall() const noexcept {
  if (gold == 0) return found == 0 ? 100 : 0;
  return 100 * static_cast<double>(right) / static_cast<double>(gold);
}

double Figures::f1() const noexcept {
  const double p = precision(), r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

namespace {

/// A name of a document: its place, in tokens or in bytes, and its type.
using Span = std::tuple<std::size_t, std::size_t, std::string>;

class Scorer {
 public:
  explicit Scorer(const NameScoring& scoring, const std::vector<NamedSentence>& gold)
      : scoring_(scoring), types_(scoring.types) {
    if (!types_.empty()) return;
    std::set<std::string> there;
    for (const NamedSentence& sentence : gold) {
      for (const NameSpan& name : spans_of(sentence.tags)) there.insert(merged(name.type));
    }
    types_.assign(there.begin(), there.end());
  }

  void add(const std::vector<Span>& gold, const std::vector<Span>& found) {
    const std::set<Span> wanted = counted(gold), got = counted(found);
    std::set<std::pair<std::size_t, std::size_t>> wanted_places, got_places;
    for (const auto& [begin, end, type] : wanted) {
      ++of_type_[type].gold;
      wanted_places.emplace(begin, end);
    }
    for (const Span& span : got) {
      const auto& [begin, end, type] = span;
      ++of_type_[type].found;
      of_type_[type].right += wanted.count(span);
      got_places.emplace(begin, end);
    }
    report_.untyped.gold += wanted_places.size();
    report_.untyped.found += got_places.size();
    for (const auto& place : got_places) report_.untyped.right += wanted_places.count(place);
  }

  NameReport report(std::size_t sentences, std::size_t words) {
    report_.sentences = sentences;
    report_.words = words;
    for (const std::string& type : types_) {
      const Figures& figures = of_type_[type];
      report_.all.right += figures.right;
      report_.all.found += figures.found;
      report_.all.gold += figures.gold;
      if (figures.gold + figures.found > 0) report_.types.emplace_back(type, figures);
    }
    return report_;
  }

 private:
  const std::string& merged(const std::string& type) const {
    const auto at = scoring_.merge.find(type);
    return at == scoring_.merge.end() ? type : at->second;
  }

  std::set<Span> counted(const std::vector<Span>& spans) const {
    std::set<Span> out;
    for (const auto& [begin, end, type] : spans) {
      const std::string& counted_as = merged(type);
      if (std::find(types_.begin(), types_.end(), counted_as) != types_.end()) out.emplace(begin, end, counted_as);
    }
    return out;
  }

  const NameScoring& scoring_;
  std::vector<std::string> types_;
  std::map<std::string, Figures> of_type_;
  NameReport report_;
};

class Evaluation {
 public:
  Evaluation(const std::vector<NamedSentence>& gold, const Model& model, const NameScoring& scoring)
      : gold_(gold), scoring_(scoring), analyzer_(model) {
    for (const NamedSentence& sentence : gold) words_ += sentence.forms.size();
  }

  NameReport of_tokens(Variant variant) {
    Scorer scorer(scoring_, gold_);
    for_each_document(gold_, [&](const NamedSentence* first, const NamedSentence* last) {
      std::vector<Forms> forms;
      std::vector<Span> wanted, found;
      std::size_t offset = 0;
      for (const NamedSentence* s = first; s != last; ++s) {
        forms.push_back(vary(s->forms, variant));
        for (const NameSpan& name : spans_of(s->tags))
          wanted.emplace_back(offset + name.begin, offset + name.end, name.type);
        offset += s->forms.size();
      }
      const Document document = analyzer_.of_tokens(forms);
      for (const Name& name : document.names.items) {
        found.emplace_back(name.tokens.begin_id.index(), name.tokens.end_id.index(),
                           std::string(analyzer_.types()[name.type]));
      }
      scorer.add(wanted, found);
    });
    return scorer.report(gold_.size(), words_);
  }

  NameReport of_text(bool missing_spaces) {
    Scorer scorer(scoring_, gold_);
    for_each_document(gold_, [&](const NamedSentence* first, const NamedSentence* last) {
      std::vector<SpacedSentence> sentences;
      for (const NamedSentence* s = first; s != last; ++s) sentences.push_back(with_spaces(s->forms));
      const RunningText text = running_text(sentences, missing_spaces);
      std::vector<Span> wanted, found;
      for (const NamedSentence* s = first; s != last; ++s) {
        const std::vector<ByteSpan>& tokens = text.tokens[static_cast<std::size_t>(s - first)];
        for (const NameSpan& name : spans_of(s->tags))
          wanted.emplace_back(tokens[name.begin].begin, tokens[name.end - 1].end, name.type);
      }
      const Document document = analyzer_.of_text(text.text);
      for (const Name& name : document.names.items) {
        const ByteSpan bytes = document.tokens.bytes(name.tokens);
        found.emplace_back(bytes.begin, bytes.end, std::string(analyzer_.types()[name.type]));
      }
      scorer.add(wanted, found);
    });
    return scorer.report(gold_.size(), words_);
  }

 private:
  const std::vector<NamedSentence>& gold_;
  const NameScoring& scoring_;
  Analyzer analyzer_;
  std::size_t words_ = 0;
};

}  // namespace

NameReports evaluate_names(const std::vector<NamedSentence>& gold, const Model& model, const NameScoring& scoring,
                           bool robust) {
  Evaluation evaluation(gold, model, scoring);
  NameReports reports;
  add_rows(evaluation, robust, reports.rows);
  return reports;
}

}  // namespace tidings::train
