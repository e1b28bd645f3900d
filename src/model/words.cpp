#include "model/words.hpp"

#include "model/sparse_weights.hpp"

namespace tidings {

namespace {

constexpr bool is_upper(unsigned char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(unsigned char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(unsigned char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_continuation(unsigned char c) noexcept { return (c & 0xC0) == 0x80; }

/// Two-byte letters whose lower case is another: the second byte's change, or 0 where the letter is lower already.
struct Folded {
  unsigned char lead, next;
};
Folded fold_two(unsigned char lead, unsigned char next) noexcept {
  if (lead == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97)
    return {lead, static_cast<unsigned char>(next + 0x20)};
  if ((lead == 0xC4 || lead == 0xC5) && next % 2 == 0 && next != 0xB8)
    return {lead, static_cast<unsigned char>(next + 1)};
  if (lead == 0xD0 && next >= 0x90 && next <= 0x9F) return {lead, static_cast<unsigned char>(next + 0x20)};
  if (lead == 0xD0 && next >= 0xA0 && next <= 0xAF) return {0xD1, static_cast<unsigned char>(next - 0x20)};
  return {lead, next};
}

bool is_two_byte_upper(std::string_view text, std::size_t at) noexcept {
  if (at + 1 >= text.size()) return false;
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto next = static_cast<unsigned char>(text[at + 1]);
  const Folded folded = fold_two(lead, next);
  return folded.lead != lead || folded.next != next;
}

std::uint32_t short_hash(std::string_view text) noexcept { return static_cast<std::uint32_t>(hash_text(text)); }

Word edge_word(std::string_view name) noexcept {
  Word word{};
  const std::uint32_t hash = short_hash(name);
  word.form = word.lower = word.shape = hash;
  for (std::uint32_t& part : word.prefix) part = hash;
  for (std::uint32_t& part : word.suffix) part = hash;
  return word;
}

}  // namespace

std::uint64_t hash_text(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix(hash);
}

void normalize_form(std::string_view form, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto c = static_cast<unsigned char>(form[i]);
    if (is_digit(c)) {
      out += '0';
    } else if (c == 0xE2 && i + 2 < form.size() && static_cast<unsigned char>(form[i + 1]) == 0x80) {
      const auto last = static_cast<unsigned char>(form[i + 2]);
      if (last >= 0x90 && last <= 0x95) out += '-';
      if (last >= 0x98 && last <= 0x9B) out += '\'';
      if (last >= 0x9C && last <= 0x9F) out += '"';
      if (last == 0xA6) out += "...";
      i += 2;
    } else {
      out += form[i];
    }
  }
}

void lower_case(std::string_view text, std::string& out) {
  out.assign(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (is_upper(c)) {
      out[i] = static_cast<char>(c + 32);
    } else if (c >= 0xC3 && c <= 0xD0 && i + 1 < out.size()) {
      const Folded folded = fold_two(c, static_cast<unsigned char>(out[i + 1]));
      out[i] = static_cast<char>(folded.lead);
      out[++i] = static_cast<char>(folded.next);
    }
  }
}

void make_shape(std::string_view form, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < form.size() && out.size() < 12; ++i) {
    const auto c = static_cast<unsigned char>(form[i]);
    if (is_continuation(c)) continue;
    char kind = static_cast<char>(c);
    if (is_upper(c)) kind = 'X';
    if (is_lower(c)) kind = 'x';
    if (is_digit(c)) kind = '0';
    if (c >= 0x80) kind = is_two_byte_upper(form, i) ? 'X' : 'x';
    // The first letter keeps its own place, so that "McDonald" and "eBay" differ from "IBM".
    if (out.empty() || out.back() != kind || out.size() == 1) {
      if (out.size() >= 2 && out.back() == kind) continue;
      out += kind;
    }
  }
}

CaseKind case_of(std::string_view form) noexcept {
  std::size_t upper = 0, lower = 0;
  bool first_upper = false, first = true;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto c = static_cast<unsigned char>(form[i]);
    if (is_continuation(c)) continue;
    const bool is_up = is_upper(c) || (c >= 0x80 && is_two_byte_upper(form, i));
    const bool is_low = is_lower(c) || (c >= 0x80 && !is_up);
    if (first) first_upper = is_up;
    first = false;
    upper += is_up ? 1 : 0;
    lower += is_low ? 1 : 0;
  }
  if (upper + lower == 0) return CaseKind::none;
  if (upper == 0) return CaseKind::lower;
  if (lower == 0) return upper == 1 ? CaseKind::single : CaseKind::upper;
  return first_upper && upper == 1 ? CaseKind::title : CaseKind::mixed;
}

const Word& word_before() noexcept {
  static const Word word = edge_word("<s>");
  return word;
}

const Word& word_after() noexcept {
  static const Word word = edge_word("</s>");
  return word;
}

Word WordReader::read(std::string_view form) {
  normalize_form(form.substr(0, 64), form_);
  lower_case(form_, lower_);
  make_shape(form_, shape_);
  Word word{};
  word.form = short_hash(form_);
  word.lower = short_hash(lower_);
  const std::string_view lower = lower_;
  for (std::size_t i = 0; i < 4; ++i) word.prefix[i] = short_hash(lower.substr(0, i + 1));
  for (std::size_t i = 0; i < 5; ++i)
    word.suffix[i] = short_hash(lower.size() > i + 1 ? lower.substr(lower.size() - i - 1) : lower);
  word.shape = short_hash(shape_);
  word.case_kind = static_cast<std::uint32_t>(case_of(form_));
  return word;
}

}  // namespace tidings
