// The rules as the stages read them.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tidings/events/predicates.hpp"
#include "tidings/rules/rule_set.hpp"
#include "tidings/syntax/names.hpp"

namespace tidings {

/// One [[event]] of a rule file: words of one type that share codes and roles. A later one of the same type begins with
/// what the first one says. Keys of roles: "subject", "object", "indirect", "possessor", "modifier" or a preposition.
struct Frame {
  std::string type;
  std::map<std::string, std::string> codes;
  std::map<std::string, Role> roles;
  bool subject_of_intransitive_is_patient = false;
  std::optional<Role>
      codes_need;  ///< the codes hold only where this role is filled: "killed by soldiers", not "killed in a crash"
  bool needs_context = false;  ///< its nouns tell an event only with a determiner, an argument or a time
};

/// One way in which a word tells a type. What must stand with the word is the trigger's key:
///   "meet"             the word alone
///   "pull out"         with a particle, a preposition, or (nouns) behind its first word: "data breach"
///   "issue/statement"  with an object of this lemma; "fire/PERSON": of this type; "launch/-": without one
///   "agree to/demand"  with this word behind the preposition
///   "@start/talk"      any verb of the class
struct Trigger {
  std::uint32_t frame = 0;  ///< index into RuleSet::Parts::frames
  int strictness = 0;       ///< the stricter of two that fit is taken
  std::string rule;         ///< "contact.meet/hold/meeting"

  bool has_object() const noexcept { return strictness >= 4; }  ///< its key names the lemma of an object
};

/// The triggers whose keys begin with one word.
class WordTriggers {
 public:
  /// By what follows the word in the key: "" for the word alone, " out", "/statement". None: null.
  const Trigger* find(std::string_view rest) const noexcept {
    const auto at = place_of(rest);
    return at != of_rest_.end() && at->first == rest ? &at->second : nullptr;
  }
  /// Whether some key is longer than the word.
  bool asks_for_more() const noexcept { return !of_rest_.empty() && !of_rest_.back().first.empty(); }
  /// A later trigger of the same key takes the place of the earlier one, which is returned.
  std::optional<Trigger> add(std::string_view rest, Trigger trigger);

 private:
  using OfRest = std::vector<std::pair<std::string, Trigger>>;  // in order
  OfRest::const_iterator place_of(std::string_view rest) const noexcept {
    return std::lower_bound(of_rest_.begin(), of_rest_.end(), rest,
                            [](const auto& one, std::string_view wanted) { return one.first < wanted; });
  }
  OfRest of_rest_;
};

struct RuleSet::Parts {
  std::vector<Frame> frames;
  std::map<std::string, Role> default_roles;
  std::map<std::string, std::vector<std::string>, std::less<>>
      classes_of;  ///< verb to "@class", for verbs that are in some

  const std::vector<std::string>* classes_of_verb(std::string_view verb) const {
    const auto found = classes_of.find(verb);
    return found == classes_of.end() ? nullptr : &found->second;
  }
  const Frame& frame_of(const Trigger& trigger) const noexcept { return frames[trigger.frame]; }
  /// The triggers that begin with the word; none: null.
  const WordTriggers* of_word(PredicateForm form, std::string_view word) const {
    const auto& words = words_[static_cast<std::size_t>(form)];
    const auto found = words.find(word);
    return found == words.end() ? nullptr : &found->second;
  }
  const Trigger* find(PredicateForm form, std::string_view key) const {
    const std::string_view word = first_word(key);
    const WordTriggers* triggers = of_word(form, word);
    return triggers == nullptr ? nullptr : triggers->find(key.substr(word.size()));
  }
  /// A later trigger of the same key takes the place of the earlier one, which is returned.
  std::optional<Trigger> add(PredicateForm form, std::string_view key, Trigger trigger);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  static std::string_view first_word(std::string_view key) noexcept { return key.substr(0, key.find_first_of(" /")); }

  std::unordered_map<std::string, WordTriggers, Hash, std::equal_to<>> words_[3];  // looked up, never walked through
};

struct Example {
  std::string type;
  std::string text;
  bool holds = true;  ///< false: it must not give an event of the type
  Place place;
};

/// What reading one file tells besides its rules.
struct RuleReading {
  std::vector<Example> examples;
  std::vector<Error> errors;
  std::vector<Error>
      hidden;  ///< words that a later rule of the same file takes away from an earlier one: never a reason to refuse it
};

/// Adds the rules of one TOML text to `parts`: of a file with errors, all that is right.
RuleReading read_rules(std::string_view toml, const std::string& file, RuleSet::Parts& parts);

}  // namespace tidings
