// JSON of a graph, as docs/graph-format.md tells it. Header-only.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

enum class JsonLayout : std::uint8_t {
  lines,    ///< one node, edge, claim and document a line: for people and for `diff`
  compact,  ///< all on one line, without a line end: for JSONL
};

namespace json {

/// A byte that a JSON string holds as it is, and that is a character of its own.
inline constexpr bool is_plain(char c) noexcept { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '<'; }

/// One character as it stands in a JSON string.
inline void append_character(std::string& out, std::string_view c) {
  static constexpr char digits[] = "0123456789abcdef";
  const auto escape = [&](unsigned code) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(code >> shift) & 15u];
  };
  const auto first = static_cast<unsigned char>(c[0]);
  if (c == "\"" || c == "\\") {
    out += '\\';
    out += c;
  } else if (c == "\n") {
    out += "\\n";
  } else if (first < 0x20 || first == 0x7F || c == "<") {
    escape(first);
  } else if (c == "\xE2\x80\xA8" || c == "\xE2\x80\xA9") {
    escape(c == "\xE2\x80\xA8" ? 0x2028 : 0x2029);
  } else {
    out += c;
  }
}

/// `text` as a JSON string: valid UTF-8 whatever the bytes, safe inside HTML and JavaScript too.
inline void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    out += text.substr(at, end - at);
    if (end == text.size()) break;
    const std::size_t length = utf8::length_at(text, end);
    append_character(out, length == 0 ? utf8::replacement : text.substr(end, length));
    at = end + std::max<std::size_t>(length, 1);
  }
  out += '"';
}

inline void append_number(std::string& out, std::uint64_t value) {
  char digits[20];
  out.append(digits, std::to_chars(digits, std::end(digits), value).ptr);
}

/// A score in thousandths, without trailing zeros: "1", "0.98". What is not finite is 0.
inline void append_score(std::string& out, float score) {
  const auto bounded = std::isfinite(score) ? std::clamp(static_cast<double>(score), -1e6, 1e6) : 0.0;
  const auto thousandths = static_cast<long>(std::lround(bounded * 1000));
  const long magnitude = std::labs(thousandths);
  if (thousandths < 0) out += '-';
  append_number(out, static_cast<std::uint64_t>(magnitude / 1000));
  if (magnitude % 1000 == 0) return;
  out += '.';
  for (long rest = magnitude % 1000, place = 100; rest != 0; rest %= place, place /= 10) {
    out += static_cast<char>('0' + rest / place);
  }
}

/// Writes members of one object; keys without a value are left out by the callers.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() { out_ += '}'; }

  std::string& key(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    append_string(out_, name);
    out_ += ": ";
    return out_;
  }
  void text(std::string_view name, std::string_view value) { append_string(key(name), value); }
  void text_if(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, std::uint32_t value) { append_number(key(name), value); }
  void score(std::string_view name, float value) { append_score(key(name), value); }
  void span(std::string_view name, TextSpan value) {
    append_number(key(name) += '[', value.begin);
    append_number(out_ += ", ", value.end);
    out_ += ']';
  }
  template <class Strings>
  void strings(std::string_view name, const Strings& values) {
    if (values.empty()) return;
    key(name) += '[';
    std::string_view before;
    for (const auto& value : values) {
      append_string(out_ += before, value);
      before = ", ";
    }
    out_ += ']';
  }
  void strings(std::string_view name, const Attributes& values) {
    if (values.empty()) return;
    Object object(key(name));
    for (const auto& [attribute, value] : values) object.text(attribute, value);
  }

 private:
  std::string& out_;
  bool first_ = true;
};

inline void append_mentions(std::string& out, const EvidenceList& mentions, const GraphInfo& info) {
  out += '[';
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (i != 0) out += ", ";
    const Evidence& m = mentions[i];
    Object object(out);
    object.text("document", m.document < info.documents.size() ? std::string_view(info.documents[m.document].id)
                                                               : std::string_view());
    object.number("begin", m.span.begin);
    object.number("end", m.span.end);
    object.text("text", m.text);
    object.text_if("form", to_string(m.form));
    if (m.head) object.span("head", *m.head);
    if (m.sentence) object.span("sentence", *m.sentence);
    object.text_if("rule", m.rule);
    object.text_if("lemma", m.lemma);
    object.text_if("merged", m.merged);
    object.score("score", m.score);
  }
  out += ']';
}

inline void append_node(std::string& out, const Node& node, const GraphInfo& info) {
  Object object(out);
  object.text("id", node.id);
  object.text("kind", to_string(node.kind));
  object.text("type", node.type);
  object.text_if("value", node.value);
  object.text_if("name", node.name);
  object.strings("aliases", node.aliases);
  if (node.kind == NodeKind::event) {
    object.text("modality", to_string(node.modality));
    object.text("polarity", to_string(node.polarity));
    object.text_if("tense", to_string(node.tense));
    if (node.when) {
      Object when(object.key("when"));
      when.text_if("begin", node.when->begin);
      when.text_if("end", node.when->end);
    }
    object.strings("codes", node.codes);
  }
  object.strings("attributes", node.attributes);
  object.score("score", node.score);
  append_mentions(object.key("mentions"), node.mentions, info);
}

inline void append_document(std::string& out, const GraphDocument& document) {
  Object object(out);
  object.text("id", document.id);
  object.text_if("name", document.name);
  if (document.key != document.name) object.text_if("key", document.key);
  object.text_if("published", document.published);
  object.text_if("title", document.title);
  object.text_if("publisher", document.publisher);
  object.number("length", document.length);
  object.text_if("text", document.text);
}

inline void append_passage(std::string& out, TextSpan span, std::string_view text) {
  Object object(out);
  object.number("begin", span.begin);
  object.number("end", span.end);
  object.text("text", text);
}

inline void append_claim(std::string& out, const GraphClaim& claim, const GraphInfo& info) {
  Object object(out);
  object.text("id", claim.id);
  object.text("document", claim.document < info.documents.size() ? std::string_view(info.documents[claim.document].id)
                                                                 : std::string_view());
  object.text_if("source", claim.source);
  object.strings("chain", claim.chain);
  if (claim.cue) append_passage(object.key("cue"), *claim.cue, claim.cue_text);
  append_passage(object.key("content"), claim.content, claim.content_text);
  object.text("form", to_string(claim.form));
  object.strings("events", claim.events);
}

template <class Items, class Append>
void append_list(std::string& out, const Items& items, JsonLayout layout, Append append) {
  const std::string_view between = layout == JsonLayout::lines ? ",\n    " : ", ";
  bool first = true;
  out += '[';
  for (const auto& item : items) {
    out += first ? between.substr(between[1] == '\n' ? 1 : 2) : between;
    append(item);
    first = false;
  }
  out += ']';
}

}  // namespace json

namespace json {

/// The whole graph; after each item `flush(out)` may take away what is there.
template <class Flush>
void append_graph(std::string& out, const EventGraph& graph, JsonLayout layout, Flush flush) {
  const GraphInfo& about = info(graph);
  const std::string_view between = layout == JsonLayout::lines ? ",\n  " : ", ";
  const auto key = [&](std::string_view name) {
    out += between;
    append_string(out, name);
    out += ": ";
  };
  out += R"({ "format": "tidings-graph", "version": 1)";
  key("generator");
  {
    Object generator(out);
    generator.text("name", "tidings");
    generator.text_if("version", about.generator_version);
    generator.text_if("model", about.model);
  }
  key("offsets");
  append_string(out, to_string(about.offsets));
  key("documents");
  append_list(out, about.documents, layout, [&](const GraphDocument& d) {
    append_document(out, d);
    flush(out);
  });
  key("nodes");
  append_list(out, boost::make_iterator_range(vertices(graph)), layout, [&](NodeRef node) {
    append_node(out, graph[node], about);
    flush(out);
  });
  key("edges");
  append_list(out, boost::make_iterator_range(edges(graph)), layout, [&](EdgeRef edge) {
    const Edge& e = graph[edge];
    flush(out);
    Object object(out);
    object.text("id", e.id);
    object.text("kind", to_string(e.kind));
    object.text("type", e.type);
    object.text("source", graph[source(edge, graph)].id);
    object.text("target", graph[target(edge, graph)].id);
    object.strings("attributes", e.attributes);
    object.score("score", e.score);
    append_mentions(object.key("mentions"), e.mentions, about);
  });
  key("claims");
  append_list(out, about.claims, layout, [&](const GraphClaim& c) {
    append_claim(out, c, about);
    flush(out);
  });
  out += layout == JsonLayout::lines ? " }\n" : " }";
}

}  // namespace json

/// Appends the whole graph to `out`.
inline void append_json(std::string& out, const EventGraph& graph, JsonLayout layout = JsonLayout::lines) {
  json::append_graph(out, graph, layout, [](std::string&) {});
}

/// The same, written as it is made: no text of the whole graph is in memory.
inline void write_json(std::ostream& out, const EventGraph& graph, JsonLayout layout = JsonLayout::lines) {
  constexpr std::size_t page = 1 << 16;
  std::string text;
  const auto write = [&out](std::string& part) {
    out.write(part.data(), static_cast<std::streamsize>(part.size()));
    part.clear();
  };
  json::append_graph(text, graph, layout, [&](std::string& part) {
    if (part.size() >= page) write(part);
  });
  write(text);
}

}  // namespace tidings
