// What a graph consists of: nodes, edges, and the words that they stand on. Header-only.
//
// What their words mean is told in docs/graph-format.md.
#pragma once

#include <boost/container/flat_map.hpp>
#include <boost/container/options.hpp>
#include <boost/container/vector.hpp>
#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tidings/graph/shared_text.hpp"
#include "tidings/graph/small_vector.hpp"
#include "tidings/graph/terms.hpp"

namespace tidings {

enum class NodeKind : std::uint8_t { entity, event, time };
enum class EdgeKind : std::uint8_t { role, time, order, relation, source };

template <>
inline constexpr std::array terms::names<NodeKind> = std::to_array<std::string_view>({"entity", "event", "time"});
template <>
inline constexpr std::array terms::names<EdgeKind> = std::to_array<std::string_view>({"role", "time", "order",
                                                                                      "relation", "source"});

/// [begin, end) in the graph's unit of offsets.
struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const TextSpan&) const = default;
};

/// A span, or none: std::optional<TextSpan> in eight bytes.
class MaybeSpan {
 public:
  MaybeSpan() noexcept = default;
  MaybeSpan(std::nullopt_t) noexcept {}
  MaybeSpan(TextSpan span) noexcept : span_(span) {}
  MaybeSpan(const std::optional<TextSpan>& span) noexcept : span_(span.value_or(none)) {}
  bool has_value() const noexcept { return span_ != none; }
  explicit operator bool() const noexcept { return has_value(); }
  const TextSpan& operator*() const noexcept { return span_; }
  TextSpan& operator*() noexcept { return span_; }
  const TextSpan* operator->() const noexcept { return &span_; }
  TextSpan* operator->() noexcept { return &span_; }
  operator std::optional<TextSpan>() const noexcept { return has_value() ? std::optional(span_) : std::nullopt; }
  bool operator==(const MaybeSpan&) const = default;

 private:
  static constexpr TextSpan none{std::numeric_limits<std::uint32_t>::max(), 0};
  TextSpan span_ = none;
};

/// A std::vector in 16 bytes (12 where addresses have 4), for the many lists of a graph that have one item or none.
using CompactSize = std::conditional_t<(sizeof(std::size_t) > sizeof(std::uint32_t)), std::uint32_t, std::size_t>;
template <class Item>
using CompactVector = boost::container::vector<
    Item, void,
    boost::container::vector_options_t<boost::container::stored_size<CompactSize>,
                                       boost::container::growth_factor<boost::container::growth_factor_50>>>;

/// A std::map, kept as a sorted CompactVector.
using Attributes =
    boost::container::flat_map<Label, SharedText, std::less<>, CompactVector<std::pair<Label, SharedText>>>;

/// How a passage stands in the text: names, nominals and pronouns of entities; verbs, nouns, adjectives, names and
/// pronouns of events; none for times and edges.
enum class EvidenceForm : std::uint8_t { none, name, nominal, pronoun, verb, noun, adjective };
template <>
inline constexpr std::array terms::names<EvidenceForm> =
    std::to_array<std::string_view>({"", "name", "nominal", "pronoun", "verb", "noun", "adjective"});

/// The words that a node or an edge stands on.
struct Evidence {
  std::uint32_t document = 0;  ///< index into GraphInfo::documents
  TextSpan span;
  MaybeSpan head;
  MaybeSpan sentence;
  float score = 1;
  EvidenceForm form = EvidenceForm::none;
  SharedText text;  ///< the document's text at `span`, as it stands there (any bytes)
  Label rule;       ///< what found it: "contact.meet/with"; empty where a model did
  Label lemma;      ///< of events: the trigger's first word, of a noun the verb it comes from ("meet" for "meetings")
  Label merged;     ///< why a node of another document is this one: "name", "story, type, patient"; else empty
};
using EvidenceList = SmallVector<Evidence>;

/// ISO 8601, both included, as coarse as known: "2015-09-07", "2015-09". One of the two may be empty.
struct When {
  SharedText begin;
  SharedText end;
  bool operator==(const When&) const = default;
};

struct Node {
  SharedText id;  ///< "e1", "v1", "t1"
  NodeKind kind = NodeKind::entity;
  Modality modality = Modality::actual;  ///< events only, as the next three
  Polarity polarity = Polarity::positive;
  EventTense tense = EventTense::unknown;
  float score = 1;
  std::optional<When> when;
  Label type;  ///< "person", "contact.meet", "date"
  SharedText name;
  CompactVector<SharedText> aliases;
  Attributes attributes;
  Attributes codes;       ///< of events: plover, cameo, ace
  SharedText value;       ///< times only: TIMEX3
  EvidenceList mentions;  ///< never empty in a graph that the library made
};

struct Edge {
  SharedText id;  ///< "x1"
  EdgeKind kind = EdgeKind::role;
  float score = 1;
  Label type;  ///< "agent", "at", "before", "position", "according-to"
  Attributes attributes;
  EvidenceList mentions;
};

struct GraphDocument {
  std::string id;   ///< "d1"
  std::string key;  ///< the caller's own id; empty: none
  std::string name;
  std::string published;  ///< "2015-09-13"; empty: not known
  std::string title;
  std::string publisher;
  std::uint32_t length = 0;  ///< in the graph's unit of offsets
  SharedText text;           ///< the whole text, where it was kept (to show sentences); else empty
};

struct GraphClaim {
  SharedText id;  ///< "c1"
  std::uint32_t document = 0;
  SharedText source;  ///< id of a node; empty: nobody is named
  std::vector<SharedText> chain;
  MaybeSpan cue;
  SharedText cue_text;
  TextSpan content;
  SharedText content_text;
  ClaimForm form = ClaimForm::indirect;
  std::vector<SharedText> events;
};

/// What is told once a graph (its graph property).
struct GraphInfo {
  std::string generator_version;
  std::string model;
  OffsetUnit offsets = OffsetUnit::byte;
  std::vector<GraphDocument> documents;
  std::vector<GraphClaim> claims;
};

}  // namespace tidings
