// Extractor: text in, event graph out. The one class that most users need.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tidings/document.hpp"
#include "tidings/graph/event_graph.hpp"

namespace tidings {

class Model;      // syntax and names: "tidings/syntax/model.hpp"
class Workspace;  // work memory of one thread: the same header
class Knowledge;  // lexicons: "tidings/discourse/knowledge.hpp"
class RuleSet;    // ontology and frames: "tidings/rules/rule_set.hpp"

struct ExtractorOptions {
  std::vector<std::string> rule_files;  ///< the user's own rules, besides the built-in ones
  std::string core_model_file;          ///< instead of the one inside the library; empty: that one
  std::vector<std::string>
      name_model_files;  ///< names of the user's own types (`tidings train names`), besides the built-in ones
};

/// Immutable after construction: one Extractor serves all threads. Construction reads the rules, and throws `Error`
/// where one of the files is wrong. Extraction never throws for what is in a text (only std::bad_alloc).
class Extractor {
 public:
  explicit Extractor(const ExtractorOptions& options = {});
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  /// All layers of one text.
  Document analyze(Source source) const;
  Document analyze(std::string text, Metadata metadata = {}) const {
    return analyze(Source(std::move(text), std::move(metadata)));
  }
  /// The same, with work memory that the caller keeps for the next text (one per thread).
  Document analyze(Source source, Workspace& workspace) const;

  /// The graph of a document that was analysed here.
  EventGraph graph_of(const Document& document, OffsetUnit offsets = OffsetUnit::byte) const;
  /// The graph of one text.
  EventGraph extract(std::string text, Metadata metadata = {}, OffsetUnit offsets = OffsetUnit::byte) const;
  /// One graph for each text, in their order. `threads` changes the time, not the result.
  std::vector<EventGraph> extract_each(std::vector<Source> sources, unsigned threads = 1,
                                       OffsetUnit offsets = OffsetUnit::byte) const;
  /// One graph of several texts: the same person, agency or event is one node.
  EventGraph extract(std::vector<Source> sources, unsigned threads = 1, OffsetUnit offsets = OffsetUnit::byte) const;

  const Model& model() const noexcept;
  const Knowledge& knowledge() const noexcept;
  const RuleSet& rules() const noexcept;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace tidings
