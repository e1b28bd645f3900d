// The rules as the stages read them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tidings/events/predicates.hpp"
#include "tidings/rules/rule_set.hpp"
#include "tidings/syntax/names.hpp"

namespace tidings {

/// What one type of the ontology says of its arguments. Keys: "subject", "object", "indirect", "possessor", "modifier" or a preposition.
struct EventType {
  std::string name;
  std::map<std::string, std::string> codes;
  std::map<std::string, Role> roles;
  bool subject_of_intransitive_is_patient = false;
};

/// One way in which a word tells a type.
struct Trigger {
  std::uint32_t type = 0;        ///< index into RuleSet::Parts::types
  std::string companion;         ///< a particle, preposition or word that must stand with it
  std::string object;            ///< lemma of its object
  std::optional<NameType> object_type;
  bool intransitive = false;     ///< only without an object
  std::string rule;              ///< "contact.meet/hold/meeting"

  /// Stricter triggers go before laxer ones.
  int strictness() const noexcept { return (companion.empty() ? 0 : 2) + (object.empty() ? 0 : 4) + (object_type ? 3 : 0) + (intransitive ? 1 : 0); }
};

struct RuleSet::Parts {
  std::vector<EventType> types;
  std::map<std::string, Role> default_roles;
  std::map<std::pair<PredicateForm, std::string>, std::vector<Trigger>> triggers;  ///< by the first word, the strictest first

  const EventType& type_of(const Trigger& trigger) const noexcept { return types[trigger.type]; }
  const std::vector<Trigger>* find(PredicateForm form, const std::string& lemma) const {
    const auto found = triggers.find({form, lemma});
    return found == triggers.end() ? nullptr : &found->second;
  }
};

struct Example {
  std::string type;
  std::string text;
  Place place;
};

/// Adds the rules of one TOML text. Mistakes go to `errors`, and what is right of the rest is taken.
void read_rules(std::string_view toml, const std::string& file, RuleSet::Parts& parts, std::vector<Example>& examples,
                std::vector<Error>& errors);

}  // namespace tidings
