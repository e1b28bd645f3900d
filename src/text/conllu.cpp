#include "tidings/text/conllu.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>

#include "tidings/error.hpp"
#include "tidings/graph/utf8.hpp"
#include "tidings/text/offsets.hpp"

namespace tidings {

namespace {

using Columns = std::vector<std::string_view>;

Columns split(std::string_view text, char at) {
  Columns parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::uint32_t> number(std::string_view text) noexcept {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view value_of(std::string_view misc, std::string_view key) noexcept {
  for (const std::string_view part : split(misc, '|')) {
    if (part.starts_with(key) && part.substr(key.size()).starts_with('=')) return part.substr(key.size() + 1);
  }
  return {};
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::vector<ConlluDocument> read() {
    for (std::size_t at = 0; at <= text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      std::string_view line = text_.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      read_line(line);
      at = end + 1;
    }
    end_sentence();
    end_document();
    return std::move(documents_);
  }

 private:
  struct Row {
    std::uint32_t line;
    Columns columns;
    bool in_range;   // inside a multiword token
    bool range_end;  // its last part
    bool space_after;
  };

  [[noreturn]] void fail(std::uint32_t line, const std::string& what) const { throw Error(Place{file_, line}, what); }

  void read_line(std::string_view line) {
    if (line.empty()) return end_sentence();
    if (line[0] == '#') {
      if (line.starts_with("# newdoc")) {
        end_sentence();
        end_document();
        const std::size_t at = line.find('=');
        if (at != std::string_view::npos) id_ = line.substr(std::min(line.size(), at + 2));
      }
      comments_.emplace_back(line);
      return;
    }
    Columns columns = split(line, '\t');
    if (columns.size() != 10) fail(line_, "ten columns are expected, found " + std::to_string(columns.size()));
    if (columns[0].find('.') != std::string_view::npos) return;
    if (const std::size_t dash = columns[0].find('-'); dash != std::string_view::npos) {
      const auto last = number(columns[0].substr(dash + 1));
      if (!last) fail(line_, "the id of a multiword token is expected, found \"" + std::string(columns[0]) + '"');
      range_last_ = *last;
      range_space_ = value_of(columns[9], "SpaceAfter") != "No";
      return;
    }
    const auto id = number(columns[0]);
    if (!id || *id != rows_.size() + 1)
      fail(line_,
           "the id " + std::to_string(rows_.size() + 1) + " is expected, found \"" + std::string(columns[0]) + '"');
    const bool in_range = *id <= range_last_;
    const bool space = in_range ? (*id == range_last_ && range_space_) : value_of(columns[9], "SpaceAfter") != "No";
    rows_.push_back({line_, std::move(columns), in_range, *id == range_last_, space});
  }

  void end_sentence() {
    range_last_ = 0;
    if (rows_.empty()) return;
    if (!current_) begin_document();
    Document& document = current_->document;
    const TokenId first(document.tokens.size());
    const auto begin = static_cast<std::uint32_t>(bytes_.size());
    bool continues = false;
    for (const Row& row : rows_) {
      add_token(document, row, continues);
      continues = row.in_range && !row.range_end;
    }
    set_heads(document, first);
    const SentenceId sentence(document.sentences.size());
    document.sentences.tokens.push_back({first, TokenId(document.tokens.size())});
    document.sentences.block.push_back(
        document.page.blocks.push_back({{begin, static_cast<std::uint32_t>(bytes_.size())}, BlockKind::paragraph, {}}));
    for (std::size_t i = 0; i < rows_.size(); ++i) document.sentences.of_token.push_back(sentence);
    document.tokens.flags[first] |= Tokens::starts_block;
    current_->comments.push_back(std::move(comments_));
    bytes_ += '\n';
    comments_.clear();
    rows_.clear();
  }

  void add_token(Document& document, const Row& row, bool continues) {
    const Columns& columns = row.columns;
    const auto begin = static_cast<std::uint32_t>(bytes_.size());
    if (columns[1].empty()) fail(row.line, "a form is expected in column 2");
    bytes_ += columns[1];
    const std::uint8_t flags = (row.space_after ? Tokens::space_after : 0) | (continues ? Tokens::continues_word : 0);
    document.tokens.spans.push_back({begin, static_cast<std::uint32_t>(bytes_.size())});
    document.tokens.flags.push_back(flags);
    if (row.space_after) bytes_ += ' ';
    Syntax& syntax = document.syntax;
    syntax.resize(document.tokens.size());
    const TokenId token(document.tokens.size() - 1);
    syntax.set_lemma(token, columns[2]);
    syntax.upos[token] = upos_from(columns[3]).value_or(Upos::x);
    syntax.morph[token] = morph_from(columns[5]);
    syntax.relation[token] = columns[7] == "_" ? Relation::dep : relation_from(columns[7]);
    add_name(document.names, token, value_of(columns[9], "NE"));
  }

  void add_name(Names& names, TokenId token, std::string_view tag) {
    names.of_token.push_back(NameId());
    if (tag.size() < 3) return;
    const bool continues = tag[0] == 'I' && !names.items.empty() && names.items.back().tokens.end_id == token;
    if (continues) names.items.back().tokens.end_id = TokenId(token.index() + 1);
    else names.items.push_back({TokenRange::one(token), current_->types.add(tag.substr(2)), 1.0F});
    names.of_token[token] = NameId(names.items.size() - 1);
  }

  void set_heads(Document& document, TokenId first) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::string_view column = rows_[i].columns[6];
      if (column == "_") continue;
      const auto head = number(column);
      if (!head || *head > rows_.size() || *head == i + 1)
        fail(rows_[i].line, "the id of another token, or 0, is expected as head, found \"" + std::string(column) + '"');
      if (*head == 0) continue;
      document.syntax.head[TokenId(first.index() + i)] = TokenId(first.index() + *head - 1);
    }
  }

  void begin_document() {
    current_.emplace();
    current_->id = std::move(id_);
    id_.clear();
  }

  void end_document() {
    if (!current_) return;
    Metadata metadata;
    metadata.id = current_->id;
    metadata.name = file_;
    current_->document.source = Source(std::move(bytes_), std::move(metadata));
    bytes_.clear();
    documents_.push_back(std::move(*current_));
    current_.reset();
  }

  std::string_view text_;
  const std::string& file_;
  std::uint32_t line_ = 0;
  std::uint32_t range_last_ = 0;
  bool range_space_ = true;
  std::string id_;
  std::string bytes_;
  std::vector<std::string> comments_;
  std::vector<Row> rows_;
  std::optional<ConlluDocument> current_;
  std::vector<ConlluDocument> documents_;
};

class Writer {
 public:
  Writer(std::ostream& out, const Document& document, const ConlluOptions& options)
      : out_(out), document_(document), options_(options), offsets_(document.source.bytes(), OffsetUnit::codepoint) {}

  void write() {
    std::string_view id = document_.source.metadata().id;
    out_ << "# newdoc id = " << (id.empty() ? std::string_view("1") : id) << '\n';
    for (const SentenceId sentence : document_.sentences.tokens.ids()) write_sentence(sentence);
  }

 private:
  void write_sentence(SentenceId sentence) {
    const TokenRange tokens = document_.sentences.tokens[sentence];
    out_ << "# sent_id = " << sentence.index() + 1 << '\n';
    out_ << "# text = ";
    write_text(document_.source.slice(document_.tokens.bytes(tokens)));
    out_ << '\n';
    for (const TokenId token : tokens) write_token(tokens, token);
    out_ << '\n';
  }

  // Forms may hold any bytes: none may break the table.
  void write_text(std::string_view text) {
    utf8::for_each(text, [&](std::string_view c) {
      out_ << (static_cast<unsigned char>(c[0]) <= 0x20 ? std::string_view(" ") : c);
    });
  }

  void write_token(TokenRange sentence, TokenId token) {
    const Syntax& syntax = document_.syntax;
    out_ << token.index() - sentence.front().index() + 1 << '\t';
    write_text(document_.tokens.form(document_.source, token));
    out_ << '\t';
    if (syntax.size() == 0) {
      out_ << "_\t_\t_\t_\t_\t_\t_\t";
    } else {
      const std::string_view lemma = syntax.lemma(token);
      if (lemma.empty()) out_ << '_';
      else write_text(lemma);
      const TokenId head = syntax.head[token];
      out_ << '\t' << to_string(syntax.upos[token]) << "\t_\t" << to_string(syntax.morph[token]) << '\t'
           << (head ? head.index() - sentence.front().index() + 1 : 0) << '\t' << to_string(syntax.relation[token])
           << "\t_\t";
    }
    write_misc(token);
    out_ << '\n';
  }

  void write_misc(TokenId token) {
    std::string misc;
    const auto add = [&](const std::string& part) { misc += (misc.empty() ? "" : "|") + part; };
    if (options_.names && token.index() < document_.names.of_token.size() && document_.names.of_token[token]) {
      const Name& name = document_.names.items[document_.names.of_token[token]];
      add(std::string("NE=") + (name.tokens.front() == token ? "B-" : "I-") + std::string(options_.types[name.type]));
    }
    if (options_.names && token.index() < document_.numbers.of_token.size() && document_.numbers.of_token[token]) {
      const Number& number = document_.numbers.items[document_.numbers.of_token[token]];
      const bool first = number.tokens.front() == token;
      add(first ? "Number=B" : "Number=I");
      if (first && number.value) misc += '-' + text_of(number);
    }
    if (!document_.tokens.has(token, Tokens::space_after)) add("SpaceAfter=No");
    if (options_.token_ranges) {
      const ByteSpan span = document_.tokens.spans[token];
      add("TokenRange=" + std::to_string(offsets_(span.begin)) + ':' + std::to_string(offsets_(span.end)));
    }
    out_ << (misc.empty() ? "_" : misc);
  }

  std::ostream& out_;
  const Document& document_;
  const ConlluOptions& options_;
  OffsetTable offsets_;
};

}  // namespace

std::vector<ConlluDocument> read_conllu(std::string_view text, const std::string& file_name) {
  return Reader(text, file_name).read();
}

void write_conllu(std::ostream& out, const Document& document, const ConlluOptions& options) {
  Writer(out, document, options).write();
}

}  // namespace tidings
