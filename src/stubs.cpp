// Stages that have not landed yet: each finds nothing. Weak, and in an archive of its own behind the library's, so that
// a stage's own definition takes the place of the one here. Goes when all stages are there.
#include "tidings/document.hpp"
#include "tidings/rules/rule_set.hpp"
#include "tidings/syntax/model.hpp"
#include "tidings/text/offsets.hpp"

namespace tidings {

// text
[[gnu::weak]] Page read_page(const Source& source) {
  Page page;
  if (source.size() != 0) page.blocks.push_back({{0, source.size()}, BlockKind::paragraph, {}});
  page.published = source.metadata().published;
  return page;
}
[[gnu::weak]] Tokens tokenize(const Source&, const Page&) { return {}; }
[[gnu::weak]] Sentences split_sentences(const Source&, const Page&, const Tokens&) { return {}; }
[[gnu::weak]] OffsetTable::OffsetTable(std::string_view text, OffsetUnit unit)
    : bytes_(static_cast<std::uint32_t>(text.size())), length_(bytes_), unit_(unit) {}
[[gnu::weak]] std::uint32_t OffsetTable::operator()(std::uint32_t offset) const noexcept { return offset; }

// syntax
[[gnu::weak]] NameTypes::NameTypes()
    : names_{"person", "organization", "location", "facility", "group", "product", "work", "law", "event", "date",
             "money", "quantity", "other"} {}
struct Workspace::Buffers {};
[[gnu::weak]] Workspace::Workspace() = default;
[[gnu::weak]] Workspace::~Workspace() = default;
[[gnu::weak]] Workspace::Workspace(Workspace&&) noexcept = default;
[[gnu::weak]] Workspace& Workspace::operator=(Workspace&&) noexcept = default;
[[gnu::weak]] Model Model::builtin() { return Model(nullptr); }
[[gnu::weak]] Model Model::load(const std::string&) { return Model(nullptr); }
[[gnu::weak]] const std::string& Model::name() const noexcept {
  static const std::string none;
  return none;
}
[[gnu::weak]] const NameTypes& Model::name_types() const noexcept {
  static const NameTypes types;
  return types;
}
[[gnu::weak]] Analysis analyze_language(const Source&, const Page&, const Tokens& tokens, const Sentences&, const Model&,
                                        const Knowledge&, Workspace&) {
  Analysis analysis;
  analysis.names.of_token.resize(tokens.size());
  return analysis;
}

// discourse
[[gnu::weak]] Times find_times(const Document&, const Knowledge&) { return {}; }
[[gnu::weak]] Mentions find_mentions(const Document&, const Knowledge&) { return {}; }
[[gnu::weak]] Entities resolve_entities(const Document&, const Model&, const Knowledge&) { return {}; }

// events
[[gnu::weak]] RuleSet RuleSet::builtin() { return RuleSet(nullptr); }
[[gnu::weak]] RuleSet RuleSet::with_files(std::span<const std::string>) { return RuleSet(nullptr); }
[[gnu::weak]] Predicates find_predicates(const Document&, const RuleSet&) { return {}; }
[[gnu::weak]] Claims find_claims(const Document&, const RuleSet&, const Knowledge&) { return {}; }
[[gnu::weak]] Events find_events(const Document&, const RuleSet&, const Knowledge&) { return {}; }
[[gnu::weak]] EventLinks link_events(const Document&, const RuleSet&, const Knowledge&) { return {}; }

}  // namespace tidings
