#include "tidings/view.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "tidings/graph/json.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/utf8.hpp"
#include "tidings/graph/xml.hpp"
#include "view/hashes.hpp"

extern "C" const unsigned char tidings_view_page[];
extern "C" const unsigned char tidings_view_page_end[];
extern "C" const unsigned char tidings_view_style[];
extern "C" const unsigned char tidings_view_style_end[];
extern "C" const unsigned char tidings_view_script[];
extern "C" const unsigned char tidings_view_script_end[];
extern "C" const unsigned char tidings_view_cytoscape[];
extern "C" const unsigned char tidings_view_cytoscape_end[];
extern "C" const unsigned char tidings_view_d3_dispatch[];
extern "C" const unsigned char tidings_view_d3_dispatch_end[];
extern "C" const unsigned char tidings_view_d3_quadtree[];
extern "C" const unsigned char tidings_view_d3_quadtree_end[];
extern "C" const unsigned char tidings_view_d3_timer[];
extern "C" const unsigned char tidings_view_d3_timer_end[];
extern "C" const unsigned char tidings_view_d3_force[];
extern "C" const unsigned char tidings_view_d3_force_end[];

namespace tidings {

namespace {

struct Part {
  std::string_view text;
  std::string_view sha256;  ///< in hexadecimal digits
};

std::string_view between(const unsigned char* begin, const unsigned char* end) {
  return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

Part style() { return {between(tidings_view_style, tidings_view_style_end), view::style_sha256}; }

/// In the order in which they need one another.
std::array<Part, 6> scripts() {
  return {{{between(tidings_view_cytoscape, tidings_view_cytoscape_end), view::cytoscape_sha256},
           {between(tidings_view_d3_dispatch, tidings_view_d3_dispatch_end), view::d3_dispatch_sha256},
           {between(tidings_view_d3_quadtree, tidings_view_d3_quadtree_end), view::d3_quadtree_sha256},
           {between(tidings_view_d3_timer, tidings_view_d3_timer_end), view::d3_timer_sha256},
           {between(tidings_view_d3_force, tidings_view_d3_force_end), view::d3_force_sha256},
           {between(tidings_view_script, tidings_view_script_end), view::script_sha256}}};
}

/// "'sha256-…'", as a content security policy names a script: base64 (RFC 4648) of the checksum.
std::string policy_source(std::string_view hexadecimal) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto value = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string out = "'sha256-";
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : hexadecimal) {
    bits = bits << 4 | value(c);
    for (count += 4; count >= 6; count -= 6) out += digits[bits >> (count - 6) & 63u];
  }
  if (count != 0) out += digits[bits << (6 - count) & 63u];
  while ((out.size() - 8) % 4 != 0) out += '=';
  return out + '\'';
}

/// For every byte of `text` the offset that it has in UTF-16, and the end; a byte that is no UTF-8 is one unit.
std::vector<std::uint32_t> utf16_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets(text.size() + 1);
  std::uint32_t unit = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8::length_at(text, at);
    const std::size_t bytes = length == 0 ? 1 : length;
    std::fill_n(offsets.begin() + static_cast<std::ptrdiff_t>(at), bytes, unit);
    unit += length == 4 ? 2 : 1;
    at += bytes;
  }
  offsets.back() = unit;
  return offsets;
}

/// The same for code points.
std::vector<std::uint32_t> utf16_of_codepoints(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  std::uint32_t unit = 0;
  utf8::for_each(text, [&](std::string_view c) {
    offsets.push_back(unit);
    unit += c.size() == 4 ? 2 : 1;
  });
  offsets.push_back(unit);
  return offsets;
}

/// Offsets as a browser counts them, wherever the texts are there.
class Utf16 {
 public:
  explicit Utf16(EventGraph& graph) : graph_(graph) {
    const OffsetUnit unit = info(graph).offsets;
    for (const GraphDocument& d : info(graph).documents) {
      const bool keep = d.text.empty() || unit == OffsetUnit::utf16;
      tables_.push_back(keep                       ? std::vector<std::uint32_t>()
                        : unit == OffsetUnit::byte ? utf16_offsets(d.text)
                                                   : utf16_of_codepoints(d.text));
    }
  }
  void convert() {
    for (const NodeRef v : boost::make_iterator_range(vertices(graph_))) convert(graph_[v].mentions);
    for (const EdgeRef e : boost::make_iterator_range(edges(graph_))) convert(graph_[e].mentions);
    for (GraphClaim& claim : info(graph_).claims) {
      convert(claim.document, claim.content);
      if (claim.cue) convert(claim.document, *claim.cue);
    }
    info(graph_).offsets = OffsetUnit::utf16;
  }

 private:
  void convert(std::uint32_t document, TextSpan& span) const {
    if (document >= tables_.size() || tables_[document].empty()) return;
    const std::vector<std::uint32_t>& table = tables_[document];
    const auto last = static_cast<std::uint32_t>(table.size() - 1);
    span = {table[std::min(span.begin, last)], table[std::min(span.end, last)]};
  }
  void convert(EvidenceList& mentions) const {
    for (Evidence& m : mentions) {
      convert(m.document, m.span);
      if (m.head) convert(m.document, *m.head);
      if (m.sentence) convert(m.document, *m.sentence);
    }
  }

  EventGraph& graph_;
  std::vector<std::vector<std::uint32_t>> tables_;
};

/// The weightiest entities, each with the events that link it to one before, while there is room; then what else is
/// told of them. So the picture has lines, and not only names.
EventGraph weightiest(EventGraph graph, std::size_t most) {
  if (most == 0 || num_vertices(graph) <= most) return graph;
  const std::vector<std::uint32_t> weight = weights(graph);
  std::vector<NodeRef> ranked = entities(graph);
  std::stable_sort(ranked.begin(), ranked.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
  std::vector<std::uint32_t> chosen_fillers(num_vertices(graph));
  std::vector<NodeRef> chosen;
  std::vector<NodeRef> others;
  for (const NodeRef entity : ranked) {
    if (chosen.size() >= most) break;
    chosen.push_back(entity);
    for (const NodeRef event : events_of(graph, entity)) {
      if (++chosen_fillers[event] == 1) others.push_back(event);
      if (chosen_fillers[event] == 2 && chosen.size() < most) chosen.push_back(event);
    }
  }
  std::erase_if(others, [&](NodeRef event) { return chosen_fillers[event] != 1; });
  std::stable_sort(others.begin(), others.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
  others.resize(std::min(others.size(), most - chosen.size()));
  chosen.insert(chosen.end(), others.begin(), others.end());
  return subgraph(graph, chosen);
}

/// ", 2006-01-02 to 2009-05-03": when the documents were published; empty where none tells it.
std::string days_of(const std::vector<GraphDocument>& documents) {
  std::string first;
  std::string last;
  for (const GraphDocument& d : documents) {
    if (d.published.empty()) continue;
    if (first.empty() || d.published < first) first = d.published;
    last = std::max(last, d.published);
  }
  if (first.empty()) return {};
  return first == last ? ", " + first : ", " + first + " to " + last;
}

std::string title_of(const EventGraph& graph, const ViewOptions& options) {
  if (!options.title.empty()) return utf8::shorten(options.title, 120);
  const auto& documents = info(graph).documents;
  if (documents.size() > 1) return std::to_string(documents.size()) + " documents" + days_of(documents);
  for (const GraphDocument& d : documents) {
    for (const std::string* name : {&d.title, &d.name, &d.key}) {
      if (const std::string title = utf8::shorten(*name, 90); !title.empty()) return title;
    }
  }
  return "Tidings";
}

/// The page's parts for the places in the template.
class Page {
 public:
  Page(std::ostream& out, const EventGraph& graph, const std::string& title, std::size_t all)
      : out_(out), graph_(graph), title_(title), all_(all) {}

  void write() {
    std::string_view rest = between(tidings_view_page, tidings_view_page_end);
    for (std::size_t begin = rest.find('@'); begin != std::string_view::npos; begin = rest.find('@')) {
      const std::size_t end = rest.find('@', begin + 1);
      out_ << rest.substr(0, begin);
      write_part(rest.substr(begin + 1, end - begin - 1));
      rest.remove_prefix(end + 1);
    }
    out_ << rest;
  }

 private:
  void write_part(std::string_view name) {
    if (name == "TITLE") {
      std::string text;
      xml::append_escaped(text, title_);
      out_ << text;
    } else if (name == "STYLE_HASH") {
      out_ << policy_source(style().sha256);
    } else if (name == "SCRIPT_HASHES") {
      std::string_view before;
      for (const Part& script : scripts()) {
        out_ << before << policy_source(script.sha256);
        before = " ";
      }
    } else if (name == "STYLE") {
      out_ << style().text;
    } else if (name == "SCRIPTS") {
      for (const Part& script : scripts()) out_ << "<script>" << script.text << "</script>\n";
    } else if (name == "DATA") {
      write_data();
    }
  }

  // Strings in it have no '<' (json::append_string), so that nothing in it ends the script.
  void write_data() {
    std::string text;
    append_json(text, graph_, JsonLayout::compact);
    text.erase(text.rfind('}'));
    out_ << text << ", \"view\": {\"all\": " << all_ << "}}";
  }

  std::ostream& out_;
  const EventGraph& graph_;
  const std::string& title_;
  std::size_t all_;
};

}  // namespace

void write_view(std::ostream& out, EventGraph graph, const ViewOptions& options) {
  const std::size_t all = num_vertices(graph);
  EventGraph shown = weightiest(std::move(graph), options.nodes);
  Utf16(shown).convert();
  Page(out, shown, title_of(shown, options), all).write();
}

}  // namespace tidings
