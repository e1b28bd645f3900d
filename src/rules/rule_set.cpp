#include "tidings/rules/rule_set.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "rules/parts.hpp"
#include "tidings/extractor.hpp"

extern "C" const char tidings_rules[];
extern "C" const char tidings_rules_end[];
extern "C" const char tidings_political_rules[];
extern "C" const char tidings_political_rules_end[];

namespace tidings {

namespace {

Place place_in(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<std::uint32_t>(region.begin.line), static_cast<std::uint32_t>(region.begin.column)};
}

std::string kind_name(const toml::node& node) {
  std::ostringstream out;
  out << node.type();
  return out.str();
}

class Reader {
 public:
  Reader(const std::string& file, RuleSet::Parts& parts, RuleReading& reading)
      : file_(file), parts_(parts), reading_(reading) {}

  void read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      if (key == "defaults") read_defaults(node);
      else if (key == "classes") read_classes(node);
      else if (key == "event") read_events(node);
      else
        fail(key.source(), "unknown table \"" + std::string(key.str()) + "\"; event, classes or defaults is expected");
    }
  }

 private:
  void fail(const toml::source_region& region, const std::string& message) {
    reading_.errors.emplace_back(place_in(file_, region), message);
  }
  void expect(const toml::node& node, const std::string& what) {
    fail(node.source(), what + " is expected, found " + kind_name(node));
  }

  void read_defaults(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table");
    for (const auto& [key, value] : *table) {
      if (key == "roles") read_roles(value, parts_.default_roles);
      else fail(key.source(), "unknown key \"" + std::string(key.str()) + "\"; \"roles\" is expected");
    }
  }

  void read_classes(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table of word classes");
    for (const auto& [key, value] : *table) {
      const toml::array* words = value.as_array();
      if (words == nullptr) {
        expect(value, "an array of verbs");
        continue;
      }
      for (const toml::node& item : *words) {
        if (const auto* word = item.as_string()) parts_.classes_of[word->get()].push_back('@' + std::string(key.str()));
        else expect(item, "a verb");
      }
    }
  }

  void read_events(const toml::node& node) {
    const toml::array* events = node.as_array();
    if (events == nullptr) return expect(node, "an array of tables [[event]]");
    for (const toml::node& event : *events) {
      if (const toml::table* table = event.as_table()) read_event(*table);
      else expect(event, "a table");
    }
  }

  void read_event(const toml::table& table) {
    const toml::node* name = table.get("type");
    if (name == nullptr || !name->is_string())
      return fail(table.source(), "an event needs a string \"type\", like \"contact.meet\"");
    const std::string type = name->as_string()->get();
    if (type.find('.') == std::string::npos)
      return fail(name->source(), "a type of two words with a dot between is expected, found \"" + type + '"');
    const std::uint32_t index = begin_frame(type);
    for (const auto& [key, node] : table) {
      if (key == "type") continue;
      if (key == "codes") read_codes(node, index);
      else if (key == "roles") read_roles(node, parts_.frames[index].roles);
      else if (key == "verbs") read_triggers(node, index, PredicateForm::verb);
      else if (key == "nouns") read_triggers(node, index, PredicateForm::noun);
      else if (key == "adjectives") read_triggers(node, index, PredicateForm::adjective);
      else if (key == "yes") read_examples(node, type, true);
      else if (key == "no") read_examples(node, type, false);
      else if (key == "intransitive") parts_.frames[index].subject_of_intransitive_is_patient = true;
      else if (key == "codes_need") read_codes_need(node, index);
      else if (key == "context") parts_.frames[index].needs_context = node.value_or(false);
      else
        fail(key.source(), "unknown key \"" + std::string(key.str()) +
                               "\"; type, codes, roles, verbs, nouns, adjectives, codes_need, intransitive, context, "
                               "yes or no is expected");
    }
  }

  // Words that are added to a known type have its codes and roles where they say nothing else.
  std::uint32_t begin_frame(const std::string& type) {
    const auto known =
        std::find_if(parts_.frames.begin(), parts_.frames.end(), [&](const Frame& f) { return f.type == type; });
    Frame frame = known == parts_.frames.end() ? Frame{type, {}, {}, false, {}, false} : *known;
    parts_.frames.push_back(std::move(frame));
    return static_cast<std::uint32_t>(parts_.frames.size() - 1);
  }

  void read_codes(const toml::node& node, std::uint32_t frame) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table of codes");
    for (const auto& [key, value] : *table) {
      if (const auto* code = value.as_string()) parts_.frames[frame].codes[std::string(key.str())] = code->get();
      else expect(value, "a string");
    }
  }

  void read_codes_need(const toml::node& node, std::uint32_t frame) {
    const auto* word = node.as_string();
    parts_.frames[frame].codes_need = word == nullptr ? std::nullopt : term_from<Role>(word->get());
    if (!parts_.frames[frame].codes_need) fail(node.source(), "a role is expected");
  }

  void read_roles(const toml::node& node, std::map<std::string, Role>& roles) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table of roles");
    for (const auto& [key, value] : *table) {
      const auto* word = value.as_string();
      const auto role = word == nullptr ? std::nullopt : term_from<Role>(word->get());
      if (role) roles[std::string(key.str())] = *role;
      else
        fail(value.source(),
             "a role (agent, patient, participant, recipient, topic, instrument, place, origin, destination, "
             "beneficiary, amount) is expected" +
                 (word == nullptr ? std::string() : ", found \"" + word->get() + '"'));
    }
  }

  void read_examples(const toml::node& node, const std::string& type, bool holds) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return expect(node, "an array of sentences");
    for (const toml::node& item : *list) {
      if (const auto* text = item.as_string())
        reading_.examples.push_back({type, text->get(), holds, place_in(file_, item.source())});
      else expect(item, "a string");
    }
  }

  void read_triggers(const toml::node& node, std::uint32_t frame, PredicateForm form) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return expect(node, "an array of words");
    for (const toml::node& item : *list) {
      if (const auto* text = item.as_string(); text != nullptr && !text->get().empty())
        add_trigger(text->get(), item, frame, form);
      else expect(item, "a word");
    }
  }

  void add_trigger(const std::string& text, const toml::node& node, std::uint32_t frame, PredicateForm form) {
    const std::size_t slash = text.find('/');
    int strictness = text.find(' ') < slash ? 2 : 0;
    if (slash != std::string::npos) {
      const std::string object = text.substr(slash + 1);
      const bool is_type = !object.empty() && object[0] >= 'A' && object[0] <= 'Z';
      if (object.empty()) return fail(node.source(), "behind \"/\" the lemma or the TYPE of an object is expected");
      if (is_type && !types_.find(lower(object)))
        return fail(node.source(), "a type of entity is expected, found \"" + object + '"');
      strictness += object == "-" ? 1 : is_type ? 3 : 4;
    }
    const std::string rule = parts_.frames[frame].type + '/' + text;
    parts_.add(form, text, {frame, strictness, rule});
    const auto [earlier, fresh] = told_here_.try_emplace({form, text}, rule);
    if (fresh) return;
    reading_.hidden.emplace_back(place_in(file_, node.source()),
                                 "\"" + text + "\" hides the same word of an earlier rule, " + earlier->second);
    earlier->second = rule;
  }

  static std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(c | 0x20);
    return text;
  }

  const std::string& file_;
  RuleSet::Parts& parts_;
  RuleReading& reading_;
  std::map<std::pair<PredicateForm, std::string>, std::string> told_here_;
  NameTypes types_;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Place{path}, "can't be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct BuiltinFile {
  const char* name;
  std::string_view text;
};
std::array<BuiltinFile, 2> builtin_files() {
  return {
      {{"rules/news.toml", {tidings_rules, static_cast<std::size_t>(tidings_rules_end - tidings_rules)}},
       {"rules/political.toml",
        {tidings_political_rules, static_cast<std::size_t>(tidings_political_rules_end - tidings_political_rules)}}}};
}

}  // namespace

RuleReading read_rules(std::string_view text, const std::string& file, RuleSet::Parts& parts) {
  RuleReading reading;
  try {
    Reader(file, parts, reading).read(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    reading.errors.emplace_back(place_in(file, error.source()), std::string(error.description()));
  }
  return reading;
}

std::optional<Trigger> WordTriggers::add(std::string_view rest, Trigger trigger) {
  const auto place = of_rest_.begin() + (place_of(rest) - of_rest_.cbegin());
  if (place != of_rest_.end() && place->first == rest) return std::exchange(place->second, std::move(trigger));
  of_rest_.emplace(place, std::string(rest), std::move(trigger));
  return std::nullopt;
}

std::optional<Trigger> RuleSet::Parts::add(PredicateForm form, std::string_view key, Trigger trigger) {
  const std::string_view word = first_word(key);
  WordTriggers& triggers = words_[static_cast<std::size_t>(form)][std::string(word)];
  return triggers.add(key.substr(word.size()), std::move(trigger));
}

RuleSet RuleSet::builtin() {
  static const std::shared_ptr<const Parts> parts = [] {
    auto made = std::make_shared<Parts>();
    for (const BuiltinFile& file : builtin_files()) {
      const RuleReading reading = read_rules(file.text, file.name, *made);
      if (!reading.errors.empty()) throw reading.errors.front();
    }
    return made;
  }();
  return RuleSet(parts);
}

RuleSet RuleSet::with_files(std::span<const std::string> files) {
  auto parts = std::make_shared<Parts>(builtin().parts());
  for (const std::string& file : files) {
    const RuleReading reading = read_rules(read_file(file), file, *parts);
    if (!reading.errors.empty()) throw reading.errors.front();
  }
  return RuleSet(parts);
}

std::vector<Error> check_rules(const std::string& file) {
  RuleReading reading;
  try {
    RuleSet::Parts parts(RuleSet::builtin().parts());
    reading = read_rules(read_file(file), file, parts);
  } catch (const Error& error) {
    return {error};
  }
  if (!reading.errors.empty()) return reading.errors;
  ExtractorOptions options;
  options.rule_files = {file};
  const Extractor extractor(options);
  std::vector<Error> errors = std::move(reading.hidden);
  for (const Example& example : reading.examples) {
    const Document document = extractor.analyze(example.text);
    const auto& mentions = document.events.mentions;
    const bool found =
        std::any_of(mentions.begin(), mentions.end(), [&](const EventMention& m) { return m.type == example.type; });
    if (found == example.holds) continue;
    std::string types;
    for (const EventMention& m : mentions) types += (types.empty() ? "" : ", ") + m.type;
    errors.emplace_back(example.place, (example.holds ? "an event " : "no event ") + example.type +
                                           " is expected in the example, found " + (types.empty() ? "none" : types));
  }
  return errors;
}

}  // namespace tidings
