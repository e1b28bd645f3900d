#include "train/variants.hpp"

#include <algorithm>
#include <array>

#include "model/words.hpp"

namespace tidings::train {

namespace {

constexpr std::string_view opening_double = "\xE2\x80\x9C", closing_double = "\xE2\x80\x9D";
constexpr std::string_view opening_single = "\xE2\x80\x98", closing_single = "\xE2\x80\x99";

bool is_letter(unsigned char c) noexcept { return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// Letters of ASCII and Latin-1.
std::string upper(std::string text, std::size_t letters = std::string::npos) {
  for (std::size_t i = 0; i < text.size() && letters > 0; ++i, --letters) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 'a' && c <= 'z') text[i] = static_cast<char>(c - 32);
    if (c == 0xC3 && i + 1 < text.size()) {
      const auto next = static_cast<unsigned char>(text[++i]);
      if (next >= 0xA0 && next <= 0xBE && next != 0xB7) text[i] = static_cast<char>(next - 0x20);
    }
  }
  return text;
}

std::string lower(const std::string& text) {
  std::string out;
  lower_case(text, out);
  return out;
}

// As editors do: the first word and all of four letters or more.
std::string title(const std::string& form, bool first) { return first || form.size() >= 4 ? upper(form, 1) : form; }

bool is_any(std::string_view form, std::initializer_list<std::string_view> of) {
  return std::find(of.begin(), of.end(), form) != of.end();
}

std::string curl(const std::string& form, bool& open) {
  if (is_any(form, {"\"", "``", "''"})) {
    open = form == "\"" ? !open : form == "``";
    return std::string(open ? opening_double : closing_double);
  }
  if (form == "`") return std::string(opening_single);
  std::string out;
  for (const char c : form) {
    if (c == '\'') out += closing_single;
    else out += c;
  }
  return out;
}

}  // namespace

std::string_view to_string(Variant variant) noexcept {
  constexpr std::array<std::string_view, 5> names = {"as given", "lower case", "all capitals", "title case",
                                                     "curly quotes"};
  return names[static_cast<std::size_t>(variant)];
}

bool keeps_case(Variant variant) noexcept { return variant == Variant::given || variant == Variant::curly_quotes; }

Forms vary(const Forms& sentence, Variant variant) {
  Forms varied;
  bool open_quote = false;
  for (const std::string& form : sentence) {
    switch (variant) {
      case Variant::given:
        varied.push_back(form);
        break;
      case Variant::lower_case:
        varied.push_back(lower(form));
        break;
      case Variant::all_caps:
        varied.push_back(upper(form));
        break;
      case Variant::title_case:
        varied.push_back(title(form, varied.empty()));
        break;
      case Variant::curly_quotes:
        varied.push_back(curl(form, open_quote));
        break;
    }
  }
  return varied;
}

RunningText running_text(const std::vector<SpacedSentence>& sentences, bool missing_spaces) {
  RunningText out;
  const auto ends_in = [&](std::string_view marks) {
    return !out.text.empty() && marks.find(out.text.back()) != std::string_view::npos;
  };
  bool space = false;
  for (const SpacedSentence& sentence : sentences) {
    out.tokens.emplace_back();
    for (std::size_t i = 0; i < sentence.forms.size(); ++i) {
      const std::string& form = sentence.forms[i];
      const bool lost =
          missing_spaces && is_letter(static_cast<unsigned char>(form[0])) && ends_in(i == 0 ? ".!?" : ",");
      if (space && !lost) out.text += ' ';
      const auto begin = static_cast<std::uint32_t>(out.text.size());
      out.text += form;
      out.tokens.back().push_back({begin, static_cast<std::uint32_t>(out.text.size())});
      space = sentence.space_after[i] || i + 1 == sentence.forms.size();
    }
  }
  out.text += '\n';
  return out;
}

SpacedSentence with_spaces(const Forms& forms) {
  SpacedSentence sentence{forms, std::vector<bool>(forms.size(), true)};
  bool open_quote = false;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const std::string& form = forms[i];
    bool opens = is_any(form, {"(", "[", "{", "$", "#", "``", "`", opening_double, opening_single});
    bool closes = is_any(form, {".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "''", "n't", closing_double}) ||
                  (form.size() > 1 && form.size() <= 3 && (form[0] == '\'' || form.starts_with(closing_single)));
    if (form == "\"") {
      open_quote = !open_quote;
      (open_quote ? opens : closes) = true;
    }
    if (opens) sentence.space_after[i] = false;
    if (closes && i > 0) sentence.space_after[i - 1] = false;
  }
  return sentence;
}

}  // namespace tidings::train
