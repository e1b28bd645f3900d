// Tables of a graph in the Arrow C data interface (arrow.apache.org/docs/format/CDataInterface.html). Header-only, and
// without Arrow's libraries: pandas, Polars, DuckDB, Spark and Arrow itself take over the buffers without a copy.
//
// Five tables that together hold everything in the graph; rows are in the graph's own order, and ids tie them.
#pragma once

#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/error.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/utf8.hpp"

// The interface's two structs, under the guard that it prescribes, so that any number of libraries may declare them.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4
extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}
#endif

namespace tidings {

/// `mentions` has the words of nodes and edges, in `of` the id of the one that they speak for.
enum class GraphTable : std::uint8_t { documents, nodes, edges, mentions, claims };

template <>
inline constexpr std::array terms::names<GraphTable> = std::to_array<std::string_view>({"documents", "nodes", "edges",
                                                                                        "mentions", "claims"});

namespace arrow {

/// One column while it is filled, and what its buffers live in afterwards. Nothing is said of a type that we don't use.
class Column {
 public:
  Column(std::string name, std::string format, bool nullable = false)
      : name_(std::move(name)), format_(std::move(format)), nullable_(nullable) {
    if (has_offsets()) offsets_.push_back(0);
  }

  Column& add_child(Column child) {
    children_.push_back(std::make_unique<Column>(std::move(child)));
    return *children_.back();
  }
  Column& child(std::size_t i) { return *children_[i]; }

  void text(std::string_view value) {
    append_valid(value);
    end_item(bytes_.size());
  }
  void text_if(std::string_view value) {
    if (value.empty()) null();
    else text(value);
  }
  void number(std::int64_t value) { fixed(&value, sizeof value); }
  void number_if(std::optional<std::uint32_t> value) {
    if (value) number(*value);
    else null();
  }
  void real(float value) { fixed(&value, sizeof value); }
  void null() {
    if (format_ == "l") bytes_.append(sizeof(std::int64_t), '\0');
    else offsets_.push_back(offsets_.back());
    set_valid(false);
  }
  template <class Texts>
  void texts(const Texts& values) {
    for (const SharedText& value : values) child(0).text(value);
    end_item(child(0).length_);
  }
  void pairs(const Attributes& values) {
    Column& entries = child(0);
    for (const auto& [key, value] : values) {
      entries.child(0).text(key);
      entries.child(1).text(value);
      entries.end_row();
    }
    end_item(entries.length_);
  }
  /// Of a struct: all its fields have their value.
  void end_row() { set_valid(true); }

  /// Both must be released by whoever takes them, as the interface says; they may be moved.
  static void export_schema(const std::shared_ptr<Column>& column, ArrowSchema* out) {
    auto owner = std::make_unique<SchemaOwner>();
    owner->column = column;
    for (const auto& child : column->children_) {
      owner->children.push_back(std::make_unique<ArrowSchema>());
      export_schema({column, child.get()}, owner->children.back().get());
      owner->child_pointers.push_back(owner->children.back().get());
    }
    *out = {column->format_.c_str(),
            column->name_.c_str(),
            nullptr,
            column->nullable_ ? ARROW_FLAG_NULLABLE : 0,
            static_cast<std::int64_t>(owner->children.size()),
            owner->child_pointers.data(),
            nullptr,
            &release<ArrowSchema, SchemaOwner>,
            owner.get()};
    static_cast<void>(owner.release());
  }
  static void export_array(const std::shared_ptr<Column>& column, ArrowArray* out) {
    auto owner = std::make_unique<ArrayOwner>();
    owner->column = column;
    for (const auto& child : column->children_) {
      owner->children.push_back(std::make_unique<ArrowArray>());
      export_array({column, child.get()}, owner->children.back().get());
      owner->child_pointers.push_back(owner->children.back().get());
    }
    owner->buffers.push_back(column->nulls_ == 0 ? nullptr : column->validity_.data());
    if (column->has_offsets()) owner->buffers.push_back(column->offsets_.data());
    if (column->format_[0] != '+') owner->buffers.push_back(column->bytes_.data());
    *out = {column->length_,
            column->nulls_,
            0,
            static_cast<std::int64_t>(owner->buffers.size()),
            static_cast<std::int64_t>(owner->children.size()),
            owner->buffers.data(),
            owner->child_pointers.data(),
            nullptr,
            &release<ArrowArray, ArrayOwner>,
            owner.get()};
    static_cast<void>(owner.release());
  }

 private:
  struct SchemaOwner {
    std::shared_ptr<Column> column;
    std::vector<std::unique_ptr<ArrowSchema>> children;
    std::vector<ArrowSchema*> child_pointers;
  };
  struct ArrayOwner {
    std::shared_ptr<Column> column;
    std::vector<std::unique_ptr<ArrowArray>> children;
    std::vector<ArrowArray*> child_pointers;
    std::vector<const void*> buffers;
  };

  // A child that its taker moved away has no `release` any more.
  template <class Struct, class Owner>
  static void release(Struct* exported) {
    auto* owner = static_cast<Owner*>(exported->private_data);
    for (const auto& child : owner->children) {
      if (child->release != nullptr) child->release(child.get());
    }
    exported->release = nullptr;
    delete owner;
  }

  bool has_offsets() const { return format_ == "u" || format_ == "+l" || format_ == "+m"; }
  void fixed(const void* value, std::size_t size) {
    bytes_.append(static_cast<const char*>(value), size);
    set_valid(true);
  }
  void append_valid(std::string_view value) {
    std::size_t plain = 0;  // most texts are valid, and go in one piece
    while (plain < value.size()) {
      const std::size_t length = utf8::length_at(value, plain);
      if (length == 0) break;
      plain += length;
    }
    bytes_ += value.substr(0, plain);
    utf8::for_each(value.substr(plain), [&](std::string_view c) { bytes_ += c; });
  }
  void end_item(std::size_t end) {
    if (end > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
      throw Error("the column '" + name_ + "' has more than 2 GiB: export the graphs of fewer documents at a time");
    offsets_.push_back(static_cast<std::int32_t>(end));
    set_valid(true);
  }
  void set_valid(bool valid) {
    if (length_ % 8 == 0) validity_.push_back(0);
    if (valid) validity_.back() = static_cast<std::uint8_t>(validity_.back() | 1u << (length_ % 8));
    else ++nulls_;
    ++length_;
  }

  std::string name_;
  std::string format_;
  bool nullable_;
  std::int64_t length_ = 0;
  std::int64_t nulls_ = 0;
  std::vector<std::uint8_t> validity_;
  std::vector<std::int32_t> offsets_;
  std::string bytes_;
  std::vector<std::unique_ptr<Column>> children_;
};

inline Column text_column(std::string name) { return {std::move(name), "u"}; }
inline Column text_or_null(std::string name) { return {std::move(name), "u", true}; }
inline Column number_column(std::string name) { return {std::move(name), "l"}; }
inline Column number_or_null(std::string name) { return {std::move(name), "l", true}; }
inline Column real_column(std::string name) { return {std::move(name), "f"}; }
inline Column list_column(std::string name) {
  Column list(std::move(name), "+l");
  list.add_child(text_column("item"));
  return list;
}
inline Column map_column(std::string name) {
  Column map(std::move(name), "+m");
  Column& entries = map.add_child({"entries", "+s"});
  entries.add_child(text_column("key"));
  entries.add_child(text_column("value"));
  return map;
}

template <class... Columns>
std::shared_ptr<Column> table_of(Columns... columns) {
  auto table = std::make_shared<Column>("", "+s");
  (table->add_child(std::move(columns)), ...);
  return table;
}

inline std::string_view id_of(const EventGraph& graph, std::uint32_t document) {
  return document < info(graph).documents.size() ? std::string_view(info(graph).documents[document].id)
                                                 : std::string_view();
}

inline std::shared_ptr<Column> documents(const EventGraph& graph) {
  auto table =
      table_of(text_column("id"), text_or_null("key"), text_or_null("name"), text_or_null("published"),
               text_or_null("title"), text_or_null("publisher"), number_column("length"), text_or_null("text"));
  for (const GraphDocument& d : info(graph).documents) {
    table->child(0).text(d.id);
    table->child(1).text_if(d.key);
    table->child(2).text_if(d.name);
    table->child(3).text_if(d.published);
    table->child(4).text_if(d.title);
    table->child(5).text_if(d.publisher);
    table->child(6).number(d.length);
    table->child(7).text_if(d.text);
    table->end_row();
  }
  return table;
}

inline std::shared_ptr<Column> node_table(const EventGraph& graph) {
  auto table = table_of(text_column("id"), text_column("kind"), text_column("type"), text_column("name"),
                        list_column("aliases"), map_column("attributes"), text_or_null("modality"),
                        text_or_null("polarity"), text_or_null("tense"), text_or_null("begin"), text_or_null("end"),
                        map_column("codes"), text_or_null("value"), real_column("score"));
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const Node& n = graph[v];
    const bool event = n.kind == NodeKind::event;
    table->child(0).text(n.id);
    table->child(1).text(to_string(n.kind));
    table->child(2).text(n.type);
    table->child(3).text(n.name);
    table->child(4).texts(n.aliases);
    table->child(5).pairs(n.attributes);
    table->child(6).text_if(event ? to_string(n.modality) : std::string_view());
    table->child(7).text_if(event ? to_string(n.polarity) : std::string_view());
    table->child(8).text_if(to_string(n.tense));
    table->child(9).text_if(n.when ? std::string_view(n.when->begin) : std::string_view());
    table->child(10).text_if(n.when ? std::string_view(n.when->end) : std::string_view());
    table->child(11).pairs(n.codes);
    table->child(12).text_if(n.value);
    table->child(13).real(n.score);
    table->end_row();
  }
  return table;
}

inline std::shared_ptr<Column> edge_table(const EventGraph& graph) {
  auto table = table_of(text_column("id"), text_column("kind"), text_column("type"), text_column("source"),
                        text_column("target"), map_column("attributes"), real_column("score"));
  for (const EdgeRef ref : boost::make_iterator_range(edges(graph))) {
    const Edge& e = graph[ref];
    table->child(0).text(e.id);
    table->child(1).text(to_string(e.kind));
    table->child(2).text(e.type);
    table->child(3).text(graph[source(ref, graph)].id);
    table->child(4).text(graph[target(ref, graph)].id);
    table->child(5).pairs(e.attributes);
    table->child(6).real(e.score);
    table->end_row();
  }
  return table;
}

inline void add_mentions(Column& table, const EventGraph& graph, std::string_view of, const EvidenceList& mentions) {
  const auto span = [&](std::size_t column, const MaybeSpan& s) {
    table.child(column).number_if(s ? std::optional(s->begin) : std::nullopt);
    table.child(column + 1).number_if(s ? std::optional(s->end) : std::nullopt);
  };
  for (const Evidence& m : mentions) {
    table.child(0).text(of);
    table.child(1).text(id_of(graph, m.document));
    table.child(2).number(m.span.begin);
    table.child(3).number(m.span.end);
    table.child(4).text(m.text);
    table.child(5).text_if(to_string(m.form));
    span(6, m.head);
    span(8, m.sentence);
    table.child(10).text_if(m.rule);
    table.child(11).text_if(m.lemma);
    table.child(12).text_if(m.merged);
    table.child(13).real(m.score);
    table.end_row();
  }
}

inline std::shared_ptr<Column> mention_table(const EventGraph& graph) {
  auto table = table_of(text_column("of"), text_column("document"), number_column("begin"), number_column("end"),
                        text_column("text"), text_or_null("form"), number_or_null("head_begin"),
                        number_or_null("head_end"), number_or_null("sentence_begin"), number_or_null("sentence_end"),
                        text_or_null("rule"), text_or_null("lemma"), text_or_null("merged"), real_column("score"));
  for (const NodeRef v : boost::make_iterator_range(vertices(graph)))
    add_mentions(*table, graph, graph[v].id, graph[v].mentions);
  for (const EdgeRef e : boost::make_iterator_range(edges(graph)))
    add_mentions(*table, graph, graph[e].id, graph[e].mentions);
  return table;
}

inline std::shared_ptr<Column> claims(const EventGraph& graph) {
  auto table = table_of(text_column("id"), text_column("document"), text_or_null("source"), list_column("chain"),
                        number_or_null("cue_begin"), number_or_null("cue_end"), text_or_null("cue"),
                        number_column("content_begin"), number_column("content_end"), text_column("content"),
                        text_column("form"), list_column("events"));
  for (const GraphClaim& c : info(graph).claims) {
    table->child(0).text(c.id);
    table->child(1).text(id_of(graph, c.document));
    table->child(2).text_if(c.source);
    table->child(3).texts(c.chain);
    table->child(4).number_if(c.cue ? std::optional(c.cue->begin) : std::nullopt);
    table->child(5).number_if(c.cue ? std::optional(c.cue->end) : std::nullopt);
    table->child(6).text_if(c.cue_text);
    table->child(7).number(c.content.begin);
    table->child(8).number(c.content.end);
    table->child(9).text(c.content_text);
    table->child(10).text(to_string(c.form));
    table->child(11).texts(c.events);
    table->end_row();
  }
  return table;
}

}  // namespace arrow

/// A table of the graph, filled once, exported as often as one likes. The graph may go. Bytes that are no UTF-8 are
/// U+FFFD. Reading is thread-safe, as is the release of what was exported. Throws Error where a column has 2 GiB.
class ArrowTable {
 public:
  ArrowTable(const EventGraph& graph, GraphTable table) : columns_(columns_of(graph, table)) {}

  /// A struct with one field a column. The callee's `release` is to be called by the taker.
  void export_schema(ArrowSchema* out) const { arrow::Column::export_schema(columns_, out); }
  void export_array(ArrowArray* out) const { arrow::Column::export_array(columns_, out); }

 private:
  static std::shared_ptr<arrow::Column> columns_of(const EventGraph& graph, GraphTable table) {
    switch (table) {
      case GraphTable::documents:
        return arrow::documents(graph);
      case GraphTable::nodes:
        return arrow::node_table(graph);
      case GraphTable::edges:
        return arrow::edge_table(graph);
      case GraphTable::mentions:
        return arrow::mention_table(graph);
      case GraphTable::claims:
        break;
    }
    return arrow::claims(graph);
  }

  std::shared_ptr<arrow::Column> columns_;
};

}  // namespace tidings
