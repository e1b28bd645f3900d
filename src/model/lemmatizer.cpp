#include "model/lemmatizer.hpp"

#include <algorithm>

#include "model/image.hpp"
#include "model/section_text.hpp"
#include "model/words.hpp"
#include "tidings/error.hpp"

namespace tidings {

void LemmaScript::apply(std::string_view form, std::string& lemma) const {
  if (kind == replace) {
    lemma = ending;
    return;
  }
  if (kind == lower) {
    lower_case(form, lemma);
  } else {
    lemma = form;
  }
  if (lemma.size() <= cut) return;
  lemma.resize(lemma.size() - cut);
  lemma += ending;
}

std::string to_string(const LemmaScript& script) {
  if (script.kind == LemmaScript::replace) return '=' + script.ending;
  return (script.kind == LemmaScript::lower ? 'l' : 'k') + std::to_string(script.cut) + script.ending;
}

LemmaScript lemma_script_from(std::string_view line) {
  if (!line.empty() && line[0] == '=') return {LemmaScript::replace, 0, std::string(line.substr(1))};
  if (line.size() < 2 || (line[0] != 'l' && line[0] != 'k') || line[1] < '0' || line[1] > '9') {
    throw Error("the model's lemma scripts are damaged: " + std::string(line));
  }
  return {line[0] == 'l' ? LemmaScript::lower : LemmaScript::keep, static_cast<std::uint8_t>(line[1] - '0'),
          std::string(line.substr(2))};
}

std::uint64_t lemma_word_key(std::string_view lower_form, std::uint64_t tag) noexcept {
  return feature_key(0, hash_text(lower_form), tag);
}

std::uint64_t lemma_ending_key(std::string_view ending, std::uint64_t tag) noexcept {
  return feature_key(1, hash_text(ending), tag);
}

std::uint64_t lemma_tag(Upos upos, const Morph& morph) noexcept {
  std::uint64_t tag = static_cast<std::uint64_t>(upos);
  tag = tag * 8 + static_cast<std::uint64_t>(morph.verb_form);
  tag = tag * 4 + static_cast<std::uint64_t>(morph.tense);
  tag = tag * 4 + static_cast<std::uint64_t>(morph.number);
  tag = tag * 4 + static_cast<std::uint64_t>(morph.degree);
  return tag * 4 + morph.person;
}

Lemmatizer::Lemmatizer(std::span<const std::byte> bytes) {
  for (const std::string& line : take_lines(bytes)) scripts_.push_back(lemma_script_from(line));
  const std::uint32_t slots = take<std::uint32_t>(bytes, 2)[0];
  if (slots == 0 || (slots & (slots - 1)) != 0) throw Error("the model's lemmas are damaged");
  fingerprints_ = take<std::uint32_t>(bytes, slots);
  values_ = take<std::uint16_t>(bytes, slots);
  const bool has_free = std::find(fingerprints_.begin(), fingerprints_.end(), 0U) != fingerprints_.end();
  const bool in_range =
      std::all_of(values_.begin(), values_.end(), [&](std::uint16_t v) { return v < scripts_.size(); });
  if (!has_free || !in_range) throw Error("the model's lemmas are damaged");
}

const LemmaScript* Lemmatizer::find(std::uint64_t key) const noexcept {
  const auto fingerprint = static_cast<std::uint32_t>((key >> 32) | 1U);
  const std::size_t mask = fingerprints_.size() - 1;
  for (std::size_t at = key & mask; fingerprints_[at] != 0; at = (at + 1) & mask) {
    if (fingerprints_[at] == fingerprint) return &scripts_[values_[at]];
  }
  return nullptr;
}

void Lemmatizer::lemmatize(std::string_view form, Upos upos, const Morph& morph, std::string& scratch,
                           std::string& lemma) const {
  lower_case(form, scratch);
  const std::string_view lower = scratch;
  const std::uint64_t tag = lemma_tag(upos, morph);
  const LemmaScript* script = find(lemma_word_key(lower, tag));
  for (std::size_t length = std::min(longest_lemma_ending, lower.size()) + 1; script == nullptr && length-- > 0;) {
    script = find(lemma_ending_key(lower.substr(lower.size() - length), tag));
  }
  if (script != nullptr) {
    script->apply(form, lemma);
  } else if (upos == Upos::propn) {
    lemma = form;
  } else {
    lower_case(form, lemma);
  }
}

}  // namespace tidings
