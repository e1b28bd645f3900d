// The words in which a text tells an event: one run of a sentence, from the first to the last of its parts. Header-only.
//
// Needs the texts of the documents (GraphDocument::text).
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/utf8.hpp"
#include "tidings/graph/words.hpp"

namespace tidings {

/// A run of one document's text, inside one sentence.
struct Clause {
  std::uint32_t document = 0;
  TextSpan span;
  std::uint32_t sentence = 0;  ///< where its sentence begins
  std::size_t parts = 0;       ///< how many of the event's roles are told in it

  std::uint32_t size() const noexcept { return span.end - span.begin; }
};

namespace clause {

inline bool overlap(TextSpan a, TextSpan b) { return a.begin < b.end && b.begin < a.end; }
inline bool lies_in(TextSpan a, TextSpan whole) { return whole.begin <= a.begin && a.end <= whole.end; }
inline void cover(TextSpan& a, TextSpan b) {
  a.begin = std::min(a.begin, b.begin);
  a.end = std::max(a.end, b.end);
}

// The whole phrase of a filler, where the edge's words reach it.
inline void cover_phrase(const Node& filler, const Evidence& words, const TextSpan& sentence, Clause& clause) {
  for (const Evidence& m : filler.mentions) {
    if (m.document == clause.document && overlap(m.span, words.span) && lies_in(m.span, sentence))
      cover(clause.span, m.span);
  }
}

}  // namespace clause

/// The words around one mention of an event: its trigger, its roles' phrases, and what is said where it is a statement.
inline Clause clause_of(const EventGraph& graph, NodeRef event, const Evidence& mention) {
  Clause found{mention.document, mention.span, mention.span.begin, 0};
  if (!mention.sentence) return found;
  found.sentence = mention.sentence->begin;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    if (graph[e].kind != EdgeKind::role) continue;
    const auto tells = [&](const Evidence& words) {
      return words.document == mention.document && clause::overlap(words.span, mention.span) &&
             clause::lies_in(words.span, *mention.sentence);
    };
    const EvidenceList& all = graph[e].mentions;
    const auto words = std::find_if(all.begin(), all.end(), tells);
    if (words == all.end()) continue;
    ++found.parts;
    clause::cover(found.span, words->span);
    clause::cover_phrase(graph[target(e, graph)], *words, *mention.sentence, found);
  }
  for (const GraphClaim& claim : info(graph).claims) {
    const bool of_this = claim.document == mention.document && claim.cue && clause::overlap(*claim.cue, mention.span);
    if (of_this && clause::lies_in(claim.content, *mention.sentence)) clause::cover(found.span, claim.content);
  }
  return found;
}

/// The clause of the mention that tells most of the event, of equals the first. Nothing where the graph has no text.
inline std::optional<Clause> best_clause(const EventGraph& graph, NodeRef event) {
  std::optional<Clause> best;
  for (const Evidence& mention : graph[event].mentions) {
    if (mention.document >= info(graph).documents.size() || info(graph).documents[mention.document].text.empty())
      continue;
    const Clause clause = clause_of(graph, event, mention);
    if (!best || clause.parts > best->parts) best = clause;
  }
  return best;
}

namespace clause {

/// The first pronoun in the clause that fills a role, with the name of whom it means; an empty name where there is none.
struct Meant {
  std::uint32_t after = 0;  ///< end of the pronoun
  std::string_view name;
};
inline Meant meant_in(const EventGraph& graph, NodeRef event, const Clause& clause) {
  Meant first;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    const Node& filler = graph[target(e, graph)];
    if (graph[e].kind != EdgeKind::role || !is_named(filler)) continue;
    for (const Evidence& words : graph[e].mentions) {
      for (const Evidence& m : filler.mentions) {
        const bool fills = m.span.begin == words.span.begin || m.span.end == words.span.end;  // "his house" does not
        const bool here = m.document == clause.document && lies_in(m.span, clause.span) && words.document == m.document;
        if (!fills || !here || m.form != EvidenceForm::pronoun) continue;
        if (first.name.empty() || m.span.end < first.after) first = {m.span.end, filler.name};
      }
    }
  }
  return first;
}

}  // namespace clause

/// Its words on one line; behind the first pronoun that fills a role stands whom it means: "He [Obama] said".
inline std::string words_of(const EventGraph& graph, NodeRef event, const Clause& clause, std::size_t longest) {
  const auto part = [&](std::uint32_t begin, std::uint32_t end) {
    return std::string(passage(graph, clause.document, {begin, end}));
  };
  const clause::Meant meant = clause::meant_in(graph, event, clause);
  if (meant.name.empty()) return utf8::shorten(part(clause.span.begin, clause.span.end), longest);
  return utf8::shorten(part(clause.span.begin, meant.after) + " [" + std::string(meant.name) + ']' +
                           part(meant.after, clause.span.end),
                       longest);
}

}  // namespace tidings
