// The parts of a page, line by line: cues of seeds/lexicons/page-cues.tsv, length, final marks and place on the page.
#include "tidings/text/page.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string>

#include "discourse/lexicon.hpp"
#include "text/characters.hpp"

namespace tidings {

namespace {

struct Words {
  Knowledge knowledge = Knowledge::builtin();
  Lexicon cues = lexicon_of(knowledge, "page-cues");
  Lexicon months = lexicon_of(knowledge, "months");
  Lexicon weekdays = lexicon_of(knowledge, "weekdays");
  // "WASHINGTON: ", "BEIJING, Sept 13 (Reuters) - ", "KYIV, Ukraine (AP) — "
  RE2 dateline{
      R"re(((?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3})(?:, ?[A-Z][A-Za-z.]+(?: [A-Z]?[a-z]+)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: ?\([A-Z][A-Za-z. /]{1,30}\))? ?(?::|--?|—|–) ?)\S)re"};
  RE2 mixed_dateline{
      R"re(((?:[A-Z][a-z.'’]+(?: [A-Z][a-z.'’]+){0,2})(?:, ?[A-Z][A-Za-z.]+){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([A-Z][A-Za-z. /]{1,30}\) ?(?::|--?|—|–)| ?(?:--|—|–)|:) ?)\S)re"};
  RE2 month_first{R"re((?i)\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b)re"};
  RE2 day_first{R"re((?i)\b(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})\b)re"};
  RE2 iso{R"re(\b(\d{4})-(\d{2})-(\d{2})\b)re"};
  RE2 numeric{R"re(\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b)re"};
  RE2 numeric_line{R"re(^(\d{1,2})[/.](\d{1,2})[/.](\d{2})$)re"};
  RE2 clock{R"re((?i)\d[:.]\d\d ?[ap]\.?m\b|\d ?[ap]\.?m\b)re"};
  // A word of a date stamp that is a number, a time of day or a time zone.
  RE2 stamp_number{
      R"re((?i)\(?(?:\d{1,4}(?:st|nd|rd|th)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2}[ap]m|[ap]\.?m\.?|(?:gmt|utc)(?:[+-]\d.*)?|[a-z]{1,3}t|\d\d)\)?[,:|]?)re"};
  RE2 slot{R"re((\{[A-Za-z][\w.:-]{0,30}\}\s*)\S)re"};  // a place for an advertisement that was left in the text
  RE2 credit{
      R"re((?:REUTERS|Reuters|AFP|AP Photo|AP|Getty(?: Images)?|EPA|Xinhua|picture-alliance|Shutterstock|iStock)\s?/\s?\S|(?i:\((?:photo|image|file photo|picture)s?\b|\b(?:photo|image|photograph|credit|picture)s?(?: courtesy)? ?(?:by\s|:\s*\S|credit\b)))re"};
  // Where a credit begins that stands behind a caption, even without a blank: "September 24-25Image: AP Photo/…".
  RE2 credit_behind{
      R"re(((?:\(|\b|[\d,.!?”"’'])(?i:file )?(?:photo|Photo|PHOTO|image|Image|picture|Picture|Photograph|Credit)s?(?: courtesy| credit)? ?(?:(?:by|of|via)\s*\p{Lu}|[:/]\s*[\p{L}\d(])|(?:\bAFP |\bAP |\bEPA )?(?:\bREUTERS|\bReuters|\bAFP|\bAP Photo|\bAFP PHOTO|\bAP|\bGetty(?: Images)?|\bEPA|\bXinhua|\bpicture-alliance|\bShutterstock|\biStock)\s?/\s?\S|\bGetty Images$))re"};
  RE2 byline{
      R"re((?i)^(?:by|from)\s+[\p{Lu}][\p{L}.'’-]+(?:(?:,? and |, | )[\p{Lu}(][\p{L}.'’)-]*){0,8}(?:[,|•].{0,60})?$)re"};
};

const Words& words() {
  static const Words instance;
  return instance;
}

struct Line {
  ByteSpan span;            // without white space at both ends
  bool after_blank = true;  // an empty line, or the beginning, stands before
};

std::optional<Date> checked(int year, unsigned month, unsigned day) {
  const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok() || year < 1600 || year > 2200) return std::nullopt;
  return date;
}

// "11/27/2005", "04.29.09": the day is what can't be the month; beside a.m. and p.m. the month comes first.
std::optional<Date> numeric_date_in(const re2::StringPiece& piece) {
  int year = 0;
  unsigned first = 0, second = 0;
  const bool whole = RE2::PartialMatch(piece, words().numeric_line, &first, &second, &year);
  if (!whole && !RE2::PartialMatch(piece, words().numeric, &first, &second, &year)) return std::nullopt;
  if (whole) year += year < 70 ? 2000 : 1900;
  if (first > 12) return checked(year, second, first);
  if (second > 12 || first == second || RE2::PartialMatch(piece, words().clock)) return checked(year, first, second);
  return std::nullopt;
}

std::optional<Date> date_in(std::string_view text) {
  const re2::StringPiece piece(text.data(), text.size());
  int year = 0;
  unsigned month = 0, day = 0;
  std::string name;
  if (RE2::PartialMatch(piece, words().iso, &year, &month, &day)) return checked(year, month, day);
  if (const auto date = numeric_date_in(piece)) return date;
  if (!RE2::PartialMatch(piece, words().month_first, &name, &day, &year) &&
      !RE2::PartialMatch(piece, words().day_first, &day, &name, &year)) {
    return std::nullopt;
  }
  const auto number = words().months.find(name);
  if (!number) return std::nullopt;
  return checked(year, static_cast<unsigned>(std::stoi(std::string((*number)[0]))), day);
}

class Reader {
 public:
  explicit Reader(const Source& source) : source_(source), text_(source.bytes()) {}

  Page read() {
    split_lines();
    join_lines();
    page_.published = source_.metadata().published;
    for (std::size_t i = 0; i < lines_.size(); ++i) classify(i);
    join_paragraphs();
    find_title();
    find_captions();
    find_biography();
    close_tail();
    find_datelines();
    find_date();
    return std::move(page_);
  }

 private:
  std::string_view text(ByteSpan span) const noexcept { return text_.substr(span.begin, span.size()); }

  ByteSpan trimmed(std::uint32_t begin, std::uint32_t end) const noexcept {
    while (begin < end) {
      const Character c = character_at(text_.substr(0, end), begin);
      if (!is_space(c.code)) break;
      begin += c.length;
    }
    while (end > begin && static_cast<unsigned char>(text_[end - 1]) <= 0x20) --end;
    return {begin, end};
  }

  void split_lines() {
    bool blank = true;
    for (std::uint32_t begin = 0; begin < text_.size();) {
      const std::size_t found = text_.find_first_of("\n\r", begin);
      const auto end = static_cast<std::uint32_t>(found == std::string_view::npos ? text_.size() : found);
      const ByteSpan span = trimmed(begin, end);
      if (!span.empty()) lines_.push_back({span, blank});
      const bool crlf = end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n';
      blank = span.empty();
      begin = end + (crlf ? 2 : 1);
    }
  }

  // Text that was wrapped at a fixed width, and lines that break off inside a sentence.
  void join_lines() {
    std::vector<Line> joined;
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t end = i + 1;
      while (end < lines_.size() && !lines_[end].after_blank) ++end;
      const bool wrapped = is_wrapped(i, end);
      for (; i < end; ++i) {
        const bool goes_on =
            !joined.empty() && !lines_[i].after_blank && (wrapped || breaks_off(joined.back().span, lines_[i].span));
        if (goes_on) joined.back().span.end = lines_[i].span.end;
        else joined.push_back(lines_[i]);
      }
    }
    lines_ = std::move(joined);
  }

  bool is_wrapped(std::size_t begin, std::size_t end) const {
    if (end - begin < 3) return false;
    std::uint32_t longest = 0;
    std::size_t breaks = 0;
    for (std::size_t i = begin; i < end; ++i) longest = std::max(longest, lines_[i].span.size());
    for (std::size_t i = begin; i + 1 < end; ++i) {
      if (lines_[i].span.size() + 20 < longest) return false;
      breaks += !ends_sentence(lines_[i].span);
    }
    return longest >= 45 && longest <= 110 && breaks * 2 >= end - begin - 1;
  }

  bool ends_sentence(ByteSpan span) const noexcept {
    std::string_view line = text(span);
    for (const std::string_view closer : {"\"", "\xE2\x80\x9D", "\xE2\x80\x99", "'", ")"}) {
      if (line.ends_with(closer)) line.remove_suffix(closer.size());
    }
    return !line.empty() &&
           (line.back() == '.' || line.back() == '!' || line.back() == '?' || line.ends_with("\xE2\x80\xA6"));
  }

  bool breaks_off(ByteSpan first, ByteSpan second) const noexcept {
    if (first.size() < 40 || ends_sentence(first)) return false;
    const Character c = character_at(text_, second.begin);
    return is_lower(c.code);
  }

  std::size_t words_in(ByteSpan span) const noexcept {
    std::size_t count = 0;
    bool inside = false;
    for (const char c : text(span)) {
      const bool blank = static_cast<unsigned char>(c) <= 0x20;
      count += !blank && !inside;
      inside = !blank;
    }
    return count;
  }

  /// What the cues say of a line. Cues are looked up at the beginning of each of its first words.
  std::optional<BlockKind> cue_of(ByteSpan span) const {
    constexpr std::size_t most_words = 60;
    const std::string_view line = text(span).substr(0, 600);
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < line.size() && parts.size() < most_words;) {
      while (at < line.size() && !is_word_byte(line[at])) ++at;
      std::size_t end = at;
      while (end < line.size() && is_word_byte(line[end])) ++end;
      if (end > at) parts.push_back(line.substr(at, end - at));
      at = end;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto match = words().cues.longest(parts.size() - i, [&](std::size_t k) { return parts[i + k]; });
      if (!match) continue;
      for (const Fields fields : match.value) {
        const std::string_view where = fields[1];
        const bool fits = where == "whole"    ? i == 0 && match.words == parts.size()
                          : where == "begins" ? i == 0 && parts.size() <= 14
                                              : where == "anywhere" || (i == 0 && where == "opens");
        if (fits) return kind_of(fields[0]);
      }
    }
    return std::nullopt;
  }

  static bool is_word_byte(char c) noexcept {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '\'';
  }

  std::optional<BlockKind> kind_of(std::string_view word) const {
    static const std::map<std::string_view, BlockKind> kinds{{"chrome", BlockKind::chrome},
                                                             {"caption", BlockKind::caption},
                                                             {"credit", BlockKind::credit},
                                                             {"biography", BlockKind::biography},
                                                             {"byline", BlockKind::byline}};
    if (word == "tail") return BlockKind::chrome;
    const auto found = kinds.find(word);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
  }

  void classify(std::size_t i) {
    ByteSpan span = lines_[i].span;
    span.begin = add_front(span, first_match(words().slot, span), BlockKind::chrome);
    if (page_.blocks.size() < top_of_page) span.begin = add_front(span, stamp_of(span), BlockKind::date_line);
    const BlockKind kind = kind_of_line(span);
    const std::uint32_t credit = kind == BlockKind::caption ? credit_behind(span) : span.end;
    page_.blocks.push_back({trimmed(span.begin, credit), kind, {}});
    if (credit < span.end) page_.blocks.push_back({{credit, span.end}, BlockKind::credit, {}});
  }

  static constexpr std::size_t top_of_page = 8;  // blocks among which date stamps are looked for

  /// Makes a block of the first `length` bytes of a line; where the rest begins.
  std::uint32_t add_front(ByteSpan span, std::size_t length, BlockKind kind) {
    if (length == 0) return span.begin;
    const auto end = span.begin + static_cast<std::uint32_t>(length);
    page_.blocks.push_back({trimmed(span.begin, end), kind, {}});
    return trimmed(end, span.end).begin;
  }

  std::size_t first_match(const RE2& pattern, ByteSpan span) const {
    const re2::StringPiece piece(text_.data() + span.begin, std::min<std::size_t>(span.size(), 120));
    re2::StringPiece groups[2];
    return pattern.Match(piece, 0, piece.size(), RE2::ANCHOR_START, groups, 2) ? groups[1].size() : 0;
  }

  /// Length of a date stamp before a paragraph: "Updated 4/11/2007 1:26 PM A fired accountant …".
  std::size_t stamp_of(ByteSpan span) const {
    const std::string_view line = text(span);
    std::size_t end = 0;
    std::size_t count = 0;
    bool is_stamp = false;  // a date alone may be the sentence's own: "May 5, 2010 was a Wednesday."
    while (count < 10) {
      const std::size_t stop = std::min(line.find(' ', end), line.size());
      const std::string_view word = line.substr(end, stop - end);
      const std::string_view bare = word.substr(0, std::min(word.find_last_not_of(",.:|") + 1, word.size()));
      const bool said = bare.size() > 1 && has_cue(bare, "stamp");
      const bool number = RE2::FullMatch(re2::StringPiece(word.data(), word.size()), words().stamp_number);
      if (word.empty() || (!said && !number && !words().months.find(bare) && !words().weekdays.find(bare))) break;
      is_stamp = is_stamp || said || word.find(':') != std::string_view::npos;
      ++count;
      end = std::min(stop + 1, line.size());
    }
    const bool story_follows = end < line.size() && !is_lower(character_at(line, end).code);
    return is_stamp && story_follows && date_in(line.substr(0, end)) ? end : 0;
  }

  bool has_cue(std::string_view word, std::string_view kind) const {
    const auto found = words().cues.find(word);
    return found && (*found)[0] == kind;
  }

  /// Where the credit of a caption's photographer begins; the end where there is none, or where it is all.
  std::uint32_t credit_behind(ByteSpan span) const {
    const re2::StringPiece piece(text_.data() + span.begin, span.size());
    re2::StringPiece found;
    if (!RE2::PartialMatch(piece, words().credit_behind, &found)) return span.end;
    auto at = span.begin + static_cast<std::uint32_t>(found.data() - piece.data());
    while (at < span.end && static_cast<unsigned char>(text_[at]) < 0x80 && text_[at] != '(' && !is_letter(text_[at]))
      ++at;
    constexpr std::size_t longest_credit = 12;
    return at == span.begin || words_in({at, span.end}) > longest_credit ? span.end : at;
  }

  static bool is_letter(char c) noexcept { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

  BlockKind kind_of_line(ByteSpan span) const {
    const std::size_t count = words_in(span);
    const std::string_view line = text(span);
    const bool finished = ends_sentence(span);
    if (const auto cue = cue_of(span); cue && (count <= 14 || *cue != BlockKind::chrome)) return *cue;
    const re2::StringPiece piece(line.data(), line.size());
    if (count <= 60 && !finished && RE2::PartialMatch(piece, words().credit))
      return count <= 6 ? BlockKind::credit : BlockKind::caption;
    if (count <= 60 &&
        RE2::PartialMatch(re2::StringPiece(line.data() + line.size() - std::min<std::size_t>(60, line.size()),
                                           std::min<std::size_t>(60, line.size())),
                          words().credit)) {
      return count <= 6 ? BlockKind::credit : BlockKind::caption;
    }
    if (count <= 10 && date_in(line) && !finished) return BlockKind::date_line;
    if (count <= 14 && !finished && RE2::PartialMatch(piece, words().byline)) return BlockKind::byline;
    if (is_listed(line) && count <= 8 && !finished) return BlockKind::chrome;
    if (count <= 3 && !finished) return BlockKind::chrome;
    if (count <= 18 && !finished && !(count > 5 && line.ends_with(':'))) return BlockKind::subtitle;
    return is_listed(line) ? BlockKind::list_item : BlockKind::paragraph;
  }

  static bool is_listed(std::string_view line) noexcept {
    if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("\xE2\x80\xA2")) return true;
    const std::size_t digits = line.find_first_not_of("0123456789");
    return digits != 0 && digits < 3 && line.substr(digits).starts_with(". ");
  }

  bool is_long(const Block& block) const { return block.kind == BlockKind::paragraph && words_in(block.span) >= 15; }

  // The best heading before the first long paragraph: the last of several that are alike, else the longest of the first
  // ones.
  void find_title() {
    std::size_t body = 0;
    while (body < page_.blocks.size() && !is_long(page_.blocks[BlockId(body)])) ++body;
    if (body == page_.blocks.size() && body > 1) return;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < body; ++i) {
      Block& block = page_.blocks[BlockId(i)];
      const bool sentence = text(block.span).ends_with('.') || text(block.span).ends_with(':');
      const bool heading = block.kind == BlockKind::subtitle ||
                           (block.kind == BlockKind::paragraph && words_in(block.span) < 15 && !sentence);
      if (heading && !best) best = i;
    }
    if (!best) return;
    const ByteSpan title = page_.blocks[BlockId(*best)].span;
    page_.title = title;
    for (Block& block : page_.blocks) {
      if (text(block.span) == text(title)) block.kind = BlockKind::title;
    }
  }

  // A heading right above a caption or a credit, without an empty line, is the picture's text too.
  void find_captions() {
    for (std::size_t i = page_.blocks.size(); i-- > 1;) {
      const Block& picture = page_.blocks[BlockId(i)];
      Block& block = page_.blocks[BlockId(i - 1)];
      const bool below = picture.kind == BlockKind::caption || picture.kind == BlockKind::credit;
      if (!below || block.kind != BlockKind::subtitle) continue;
      const std::string_view between = text({block.span.end, picture.span.begin});
      if (std::count(between.begin(), between.end(), '\n') == 1) block.kind = BlockKind::caption;
    }
  }

  // The last paragraph that speaks in the first person outside of quotation marks, with the comments behind it.
  void find_biography() {
    for (std::size_t i = page_.blocks.size(); i-- > 1;) {
      Block& block = page_.blocks[BlockId(i)];
      if (!is_long(block)) continue;
      const bool last_of_page = i + 1 < page_.blocks.size() && page_.blocks[BlockId(i + 1)].kind == BlockKind::chrome;
      static const RE2 first_person(R"re(\b(?:I|myself|my)\b)re");
      const std::string_view line = text(block.span);
      const bool quoted =
          line.find('"') != std::string_view::npos || line.find("\xE2\x80\x9C") != std::string_view::npos;
      const bool story_before = std::any_of(page_.blocks.begin(), page_.blocks.begin() + static_cast<std::ptrdiff_t>(i),
                                            [&](const Block& b) { return is_long(b); });
      if (last_of_page && story_before && !quoted && speaks_of_an_author(line) &&
          RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), first_person))
        block.kind = BlockKind::biography;
      return;
    }
  }

  bool speaks_of_an_author(std::string_view line) const {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
      if (i < line.size() && is_word_byte(line[i])) continue;
      if (i > begin && has_cue(line.substr(begin, i - begin), "author")) return true;
      begin = i + 1;
    }
    return false;
  }

  // Behind the last long paragraph only short lines are left, and they are no headings.
  void close_tail() {
    std::size_t last = page_.blocks.size();
    while (last > 0 && !is_long(page_.blocks[BlockId(last - 1)])) --last;
    if (last == 0) return;
    for (std::size_t i = last; i < page_.blocks.size(); ++i) {
      if (page_.blocks[BlockId(i)].kind == BlockKind::subtitle) page_.blocks[BlockId(i)].kind = BlockKind::chrome;
    }
  }

  void join_paragraphs() {
    IdVector<BlockId, Block> joined;
    for (const Block& block : page_.blocks) {
      const bool both =
          !joined.empty() &&
          (joined.back().kind == BlockKind::paragraph || joined.back().kind == BlockKind::subtitle) &&
          (block.kind == BlockKind::paragraph || block.kind == BlockKind::subtitle || block.kind == BlockKind::chrome);
      if (both && breaks_off(joined.back().span, block.span)) {
        joined.back().span.end = block.span.end;
        joined.back().kind = BlockKind::paragraph;
      } else {
        joined.push_back(block);
      }
    }
    page_.blocks = std::move(joined);
  }

  void find_datelines() {
    bool first = true;
    for (Block& block : page_.blocks) {
      if (block.kind != BlockKind::paragraph) continue;
      const std::string_view line = text(block.span);
      const re2::StringPiece piece(line.data(), std::min<std::size_t>(line.size(), 120));
      re2::StringPiece found;
      const auto anchored = [&](const RE2& pattern) {
        re2::StringPiece groups[2];
        if (!pattern.Match(piece, 0, piece.size(), RE2::ANCHOR_START, groups, 2)) return false;
        found = groups[1];
        return true;
      };
      const bool upper = anchored(words().dateline);
      const bool speaker = upper && !first && found.find(':') != re2::StringPiece::npos;  // "JK: No need to apologize."
      if ((upper && !speaker) || (first && anchored(words().mixed_dateline))) {
        block.dateline = trimmed(block.span.begin, block.span.begin + static_cast<std::uint32_t>(found.size()));
      }
      first = false;
    }
  }

  void find_date() {
    if (page_.published) return;
    for (const Block& block : page_.blocks) {
      if (block.kind != BlockKind::date_line) continue;
      page_.published = date_in(text(block.span));
      if (page_.published) return;
    }
    for (const Block& block : page_.blocks) {
      if (block.dateline.empty()) continue;
      page_.published = date_in(text(block.dateline));
      if (page_.published) return;
    }
  }

  const Source& source_;
  std::string_view text_;
  std::vector<Line> lines_;
  Page page_;
};

}  // namespace

Page read_page(const Source& source) { return Reader(source).read(); }

}  // namespace tidings
