// The words behind nodes and edges: passages, sentences, documents. Header-only.
//
// A graph that keeps the texts of its documents (GraphDocument::text) shows whole sentences; one that doesn't shows the
// words of the mention itself.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

namespace words {

/// Byte in `text` at which the offset `at` stands. A byte that is no UTF-8 counts as one of every unit.
inline std::size_t byte_at(std::string_view text, std::uint32_t at, OffsetUnit unit) {
  if (unit == OffsetUnit::byte) return std::min<std::size_t>(at, text.size());
  std::size_t byte = 0;
  for (std::uint32_t passed = 0; passed < at && byte < text.size();) {
    const std::size_t length = utf8::length_at(text, byte);
    passed += unit == OffsetUnit::utf16 && length == 4 ? 2 : 1;
    byte += length == 0 ? 1 : length;
  }
  return byte;
}

}  // namespace words

/// A document's text at `span`, a view into the graph; empty where the graph keeps no texts. Constant time for byte
/// offsets, linear in the document for others.
inline std::string_view passage(const EventGraph& graph, std::uint32_t document, TextSpan span) {
  const GraphInfo& about = info(graph);
  if (document >= about.documents.size()) return {};
  const std::string_view text = about.documents[document].text;
  if (text.empty()) return {};
  const std::size_t begin = words::byte_at(text, span.begin, about.offsets);
  const std::size_t end = words::byte_at(text, span.end, about.offsets);
  return end < begin ? std::string_view() : text.substr(begin, end - begin);
}

/// A mention and the sentence around it. `sentence` holds `mention` at `begin` (bytes); without texts the two are the
/// same.
struct Quotation {
  std::string_view sentence;
  std::size_t begin = 0;
  std::string_view mention;
};

/// The sentence of a mention of a node. Views into the graph.
inline Quotation quotation(const EventGraph& graph, const Evidence& evidence) {
  const Quotation alone{evidence.text, 0, evidence.text};
  if (!evidence.sentence || evidence.sentence->begin > evidence.span.begin) return alone;
  const TextSpan whole{evidence.sentence->begin, std::max(evidence.sentence->end, evidence.span.end)};
  const std::string_view sentence = passage(graph, evidence.document, whole);
  const std::string_view before = passage(graph, evidence.document, {whole.begin, evidence.span.begin});
  const std::string_view mention = passage(graph, evidence.document, evidence.span);
  return sentence.empty() || mention.empty() ? alone : Quotation{sentence, before.size(), mention};
}

/// The sentence in which `evidence` stands, as one of the node's own mentions tells it.
inline std::optional<TextSpan> sentence_around(const Node& node, const Evidence& evidence) {
  for (const Evidence& m : node.mentions) {
    const bool holds = m.sentence && m.sentence->begin <= evidence.span.begin && evidence.span.begin < m.sentence->end;
    if (holds && m.document == evidence.document) return m.sentence;
  }
  return std::nullopt;
}

/// The sentence of a mention of an edge. Views into the graph.
inline Quotation quotation(const EventGraph& graph, EdgeRef edge, const Evidence& evidence) {
  if (evidence.sentence) return quotation(graph, evidence);
  Evidence placed;
  placed.document = evidence.document;
  placed.span = evidence.span;
  placed.sentence = sentence_around(graph[source(edge, graph)], evidence);
  if (!placed.sentence) placed.sentence = sentence_around(graph[target(edge, graph)], evidence);
  const Quotation found = quotation(graph, placed);
  return found.sentence.empty() ? Quotation{evidence.text, 0, evidence.text} : found;
}

/// "… adviser [Susan Rice] met …": the sentence on one line with the mention in brackets; a sentence longer than
/// `longest` characters is cut around the mention.
inline std::string marked(const Quotation& quote, std::size_t longest = 300) {
  std::string before = utf8::shorten(quote.sentence.substr(0, quote.begin), quote.begin + 1);
  const std::string mention = utf8::shorten(quote.mention, longest);
  const std::string_view rest =
      quote.sentence.substr(std::min(quote.sentence.size(), quote.begin + quote.mention.size()));
  const std::size_t room = longest > mention.size() ? (longest - mention.size()) / 2 + 8 : 8;
  if (before.size() > room) {
    std::size_t cut = before.size() - room;
    while (cut < before.size() && before[cut] != ' ') ++cut;
    before = "…" + before.substr(cut);
  }
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  const bool blank_before = quote.begin > 0 && is_blank(quote.sentence[quote.begin - 1]);
  const std::string after = utf8::shorten(rest, room);
  const bool blank_after = !rest.empty() && is_blank(rest.front()) && !after.empty();
  return before + (blank_before && !before.empty() ? " [" : "[") + mention + (blank_after ? "] " : "]") + after;
}

/// How many documents some mentions stand in.
inline std::size_t count_documents(const EvidenceList& mentions) {
  std::vector<std::uint32_t> documents;
  for (const Evidence& m : mentions) documents.push_back(m.document);
  std::sort(documents.begin(), documents.end());
  return static_cast<std::size_t>(std::unique(documents.begin(), documents.end()) - documents.begin());
}

/// "US raises cyber concerns (004.txt, 2015-09-14)": how a person would name a document.
inline std::string citation(const GraphDocument& document) {
  std::string title = utf8::shorten(document.title, 80);
  std::string from = utf8::shorten(document.name.empty() ? document.key : document.name, 60);
  if (!document.publisher.empty()) from += (from.empty() ? "" : ", ") + utf8::shorten(document.publisher, 40);
  if (!document.published.empty()) from += (from.empty() ? "" : ", ") + document.published;
  if (title.empty()) return from.empty() ? document.id : from;
  return from.empty() ? title : title + " (" + from + ')';
}

}  // namespace tidings
