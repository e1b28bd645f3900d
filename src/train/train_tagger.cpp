#include "train/train_tagger.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "model/lemmatizer.hpp"
#include "model/section_text.hpp"
#include "train/learner.hpp"

namespace tidings::train {

namespace {

constexpr std::size_t rarest_tag = 3;  // tags that are rarer than this are no classes

struct TagTable {
  std::vector<std::string> names;
  std::map<std::string, std::size_t> numbers;
};

TagTable tag_table_of(const std::vector<Tree>& trees) {
  std::map<std::string, std::size_t> counts;
  for (const Tree& tree : trees) {
    for (const Tag& tag : tree.tags) ++counts[to_string(tag)];
  }
  TagTable table;
  for (const auto& [name, count] : counts) {
    if (count < rarest_tag || table.names.size() >= 250) continue;
    table.numbers[name] = table.names.size();
    table.names.push_back(name);
  }
  return table;
}

/// Softmax in place.
void to_probabilities(std::vector<float>& scores) {
  const float top = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(score - top);
  for (float& score : scores) score /= sum;
}

}  // namespace

std::vector<std::vector<Word>> read_words(const std::vector<Tree>& trees, const Clusters& clusters) {
  WordReader reader;
  std::vector<std::vector<Word>> words(trees.size());
  for (std::size_t t = 0; t < trees.size(); ++t) {
    for (const std::string& form : trees[t].forms) words[t].push_back(reader.read(form, clusters));
  }
  return words;
}

std::string train_tagger(const std::vector<Tree>& trees, const std::vector<std::vector<Word>>& words, const TaggerOptions& options) {
  const TagTable table = tag_table_of(trees);
  Learner learner(table.names.size(), 3, 0.1F);
  std::vector<std::size_t> order;
  for (std::size_t t = 0; t < trees.size(); ++t) {
    if (options.folds == 0 || static_cast<int>(t / 16) % options.folds != options.fold) order.push_back(t);
  }
  Random random(1);
  std::vector<FeatureKey> features;
  std::vector<std::uint32_t> rows;
  std::vector<float> scores(table.names.size());
  std::vector<TagId> tags;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    random.shuffle(order);
    learner.set_rate(0.1F / (1.0F + 0.3F * static_cast<float>(epoch)));
    for (const std::size_t t : order) {
      tags.resize(words[t].size());
      for (std::size_t i = 0; i < words[t].size(); ++i) {
        tagger_features(words[t], tags, i, features);
        learner.rows_of(features, epoch == 0, rows);
        std::fill(scores.begin(), scores.end(), 0.0F);
        learner.add_scores(rows, scores.data());
        const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
        const auto gold = table.numbers.find(to_string(trees[t].tags[i]));
        tags[i] = static_cast<TagId>(best);
        if (gold == table.numbers.end()) continue;
        to_probabilities(scores);
        for (std::size_t c = 0; c < scores.size(); ++c) {
          const float gradient = scores[c] - (c == gold->second ? 1.0F : 0.0F);
          if (std::fabs(gradient) > 0.01F) learner.step(rows, c, gradient);
        }
        learner.tick();
        if (epoch == 0) tags[i] = static_cast<TagId>(gold->second);
      }
    }
  }
  learner.finish();
  float scale = 0;
  return pack_lines(table.names) + learner.pack(0.1F, scale);
}

namespace {

LemmaScript script_of(const std::string& form, const std::string& lemma, Upos upos) {
  std::string lower;
  lower_case(form, lower);
  const auto common = [&](const std::string& from) {
    return static_cast<std::size_t>(std::mismatch(from.begin(), from.end(), lemma.begin(), lemma.end()).first - from.begin());
  };
  const std::size_t common_lower = common(lower), common_kept = common(form);
  const bool keeps = common_kept > common_lower || (common_kept == common_lower && upos == Upos::propn);
  const std::size_t shared = keeps ? common_kept : common_lower;
  const std::size_t cut = form.size() - shared;
  if (shared == 0 || cut > 5) return {LemmaScript::replace, 0, lemma};
  return {keeps ? LemmaScript::keep : LemmaScript::lower, static_cast<std::uint8_t>(cut), lemma.substr(shared)};
}

using ScriptCounts = std::map<std::string, std::size_t>;

const std::string& commonest(const ScriptCounts& counts) {
  return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

}  // namespace

std::string train_lemmas(const std::vector<Tree>& trees) {
  std::map<std::pair<std::string, std::uint64_t>, ScriptCounts> of_word;  // (lower form, tag)
  for (const Tree& tree : trees) {
    for (std::size_t i = 0; i < tree.forms.size(); ++i) {
      if (tree.lemmas[i] == "_" && tree.forms[i] != "_") continue;
      std::string lower;
      lower_case(tree.forms[i], lower);
      const Tag& tag = tree.tags[i];
      ++of_word[{lower, lemma_tag(tag.upos, tag.morph)}][to_string(script_of(tree.forms[i], tree.lemmas[i], tag.upos))];
    }
  }
  std::map<std::pair<std::string, std::uint64_t>, ScriptCounts> of_ending;  // every word type counts once
  for (const auto& [word, counts] : of_word) {
    const std::string& script = commonest(counts);
    if (script[0] == '=') continue;
    for (std::size_t length = 0; length <= std::min(longest_lemma_ending, word.first.size()); ++length) {
      ++of_ending[{word.first.substr(word.first.size() - length), word.second}][script];
    }
  }
  // An ending is kept where it says other things than the next shorter one that is kept.
  std::map<std::pair<std::string, std::uint64_t>, std::string> kept;
  const auto decided = [&](const std::string& word, std::uint64_t tag, std::size_t longest) -> const std::string* {
    for (std::size_t length = std::min(longest, word.size()) + 1; length-- > 0;) {
      const auto at = kept.find({word.substr(word.size() - length), tag});
      if (at != kept.end()) return &at->second;
    }
    return nullptr;
  };
  for (std::size_t length = 0; length <= longest_lemma_ending; ++length) {
    for (const auto& [ending, counts] : of_ending) {
      if (ending.first.size() != length) continue;
      const std::string& script = commonest(counts);
      const std::string* shorter = length == 0 ? nullptr : decided(ending.first, ending.second, length - 1);
      if (shorter != nullptr && (*shorter == script || counts.at(script) < 2)) continue;
      kept[ending] = script;
    }
  }
  std::vector<std::pair<std::uint64_t, std::string>> entries;
  for (const auto& [ending, script] : kept) entries.emplace_back(lemma_ending_key(ending.first, ending.second), script);
  for (const auto& [word, counts] : of_word) {
    const std::string& script = commonest(counts);
    const std::string* by_ending = decided(word.first, word.second, longest_lemma_ending);
    if (by_ending == nullptr || *by_ending != script) entries.emplace_back(lemma_word_key(word.first, word.second), script);
  }
  std::set<std::string> script_set;
  for (const auto& entry : entries) script_set.insert(entry.second);
  const std::vector<std::string> scripts(script_set.begin(), script_set.end());
  std::uint32_t slots = 16;
  while (slots < entries.size() * 3 / 2) slots *= 2;
  std::vector<std::uint32_t> fingerprints(slots, 0);
  std::vector<std::uint16_t> values(slots, 0);
  for (const auto& [key, script] : entries) {
    std::size_t at = key & (slots - 1);
    while (fingerprints[at] != 0) at = (at + 1) & (slots - 1);
    fingerprints[at] = static_cast<std::uint32_t>((key >> 32) | 1U);
    values[at] = static_cast<std::uint16_t>(std::lower_bound(scripts.begin(), scripts.end(), script) - scripts.begin());
  }
  std::string out = pack_lines(scripts);
  const std::uint32_t header[2] = {slots, 0};
  out.append(reinterpret_cast<const char*>(header), sizeof header);
  out.append(reinterpret_cast<const char*>(fingerprints.data()), slots * 4);
  out.append(reinterpret_cast<const char*>(values.data()), slots * 2);
  return out;
}

}  // namespace tidings::train
