#include "train/silver.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tidings/text/offsets.hpp"
#include "tidings/text/tokens.hpp"

namespace tidings::train {

namespace {

using nlohmann::json;

std::map<std::string, std::string> read_texts(const std::string& path) {
  std::map<std::string, std::string> texts;
  std::istringstream in(read_file(path));
  for (std::string line; std::getline(in, line);) {
    const json document = json::parse(line);
    texts[document.at("id").get<std::string>()] = document.at("text").get<std::string>();
  }
  return texts;
}

struct Span {
  std::uint32_t begin, end;
  std::string tag;
};

void add_sentences(const std::string& text, const std::vector<Span>& names, std::vector<NamedSentence>& sentences) {
  const Source source(text);
  const Page page = read_page(source);
  const Tokens tokens = tokenize(source, page);
  const Sentences borders = split_sentences(source, page, tokens);
  const OffsetTable offsets(source.bytes(), OffsetUnit::codepoint);
  std::size_t at = 0;
  for (const SentenceId id : borders.tokens.ids()) {
    const TokenRange range = borders.tokens[id];
    NamedSentence sentence;
    sentence.begins_document = id.index() == 0;
    for (const TokenId token : range) {
      const std::uint32_t begin = offsets(tokens.spans[token].begin);
      while (at < names.size() && names[at].end <= begin) ++at;
      sentence.forms.emplace_back(tokens.form(source, token));
      const bool inside = at < names.size() && names[at].begin <= begin;
      if (!inside) sentence.tags.emplace_back("O");
      else sentence.tags.push_back((names[at].begin == begin || names[at].tag == "unknown" || token == range.front() ? "B-" : "I-") + names[at].tag);
    }
    const bool readable = page.blocks[borders.block[id]].is_readable();
    if (readable && sentence.forms.size() > 2) sentences.push_back(std::move(sentence));
  }
}

// Without overlap: an agreed name wins over unknown ones that it touches.
std::vector<Span> spans_of(const json& names) {
  std::vector<Span> agreed, spans;
  for (const json& name : names) {
    if (name.at(3) == "sc") agreed.push_back({name.at(0).get<std::uint32_t>(), name.at(1).get<std::uint32_t>(), name.at(2).get<std::string>()});
  }
  spans = agreed;
  for (const json& name : names) {
    if (name.at(3) == "sc") continue;
    const Span span{name.at(0).get<std::uint32_t>(), name.at(1).get<std::uint32_t>(), "unknown"};
    const bool free = std::none_of(agreed.begin(), agreed.end(), [&](const Span& a) { return a.begin < span.end && span.begin < a.end; });
    if (free) spans.push_back(span);
  }
  std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return spans;
}

}  // namespace

std::vector<NamedSentence> read_silver(const std::string& labels, const std::string& raw_folder, std::size_t most) {
  std::vector<NamedSentence> sentences;
  std::map<std::string, std::vector<json>> by_source;
  std::istringstream in(read_file(labels));
  for (std::string line; std::getline(in, line);) {
    json document = json::parse(line);
    by_source[document.at("source").get<std::string>()].push_back(std::move(document));
  }
  for (const auto& [source, documents] : by_source) {
    const auto texts = read_texts(raw_folder + '/' + source + ".jsonl");
    const std::size_t step = (documents.size() + most - 1) / most;
    for (std::size_t i = 0; i < documents.size(); i += step) {
      const auto text = texts.find(documents[i].at("id").get<std::string>());
      if (text != texts.end()) add_sentences(text->second, spans_of(documents[i].at("names")), sentences);
    }
  }
  return sentences;
}

}  // namespace tidings::train
