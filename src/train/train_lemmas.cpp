#include "train/train_lemmas.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/lemmatizer.hpp"
#include "model/section_text.hpp"
#include "model/words.hpp"

namespace tidings::train {

namespace {

LemmaScript script_of(const std::string& form, const std::string& lemma, Upos upos) {
  std::string lower;
  lower_case(form, lower);
  const auto common = [&](const std::string& from) {
    return static_cast<std::size_t>(std::mismatch(from.begin(), from.end(), lemma.begin(), lemma.end()).first -
                                    from.begin());
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
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
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
    if (by_ending == nullptr || *by_ending != script)
      entries.emplace_back(lemma_word_key(word.first, word.second), script);
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
