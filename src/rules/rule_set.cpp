#include "tidings/rules/rule_set.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <toml++/toml.h>

#include "rules/parts.hpp"
#include "tidings/extractor.hpp"

extern "C" const char tidings_rules[];
extern "C" const char tidings_rules_end[];

namespace tidings {

namespace {

Place place_of(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<std::uint32_t>(region.begin.line), static_cast<std::uint32_t>(region.begin.column)};
}

std::string kind_name(const toml::node& node) {
  std::ostringstream out;
  out << node.type();
  return out.str();
}

class Reader {
 public:
  Reader(const std::string& file, RuleSet::Parts& parts, std::vector<Example>& examples, std::vector<Error>& errors)
      : file_(file), parts_(parts), examples_(examples), errors_(errors) {}

  void read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      if (key == "defaults") read_defaults(node);
      else if (key == "event") read_events(node);
      else fail(key.source(), "unknown table \"" + std::string(key.str()) + "\"; \"event\" or \"defaults\" is expected");
    }
    for (auto& [word, triggers] : parts_.triggers) {
      std::stable_sort(triggers.begin(), triggers.end(), [](const Trigger& a, const Trigger& b) { return a.strictness() > b.strictness(); });
    }
  }

 private:
  void fail(const toml::source_region& region, const std::string& message) { errors_.emplace_back(place_of(file_, region), message); }
  void expect(const toml::node& node, const std::string& what) { fail(node.source(), what + " is expected, found " + kind_name(node)); }

  void read_defaults(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table");
    for (const auto& [key, value] : *table) {
      if (key == "roles") read_roles(value, parts_.default_roles);
      else fail(key.source(), "unknown key \"" + std::string(key.str()) + "\"; \"roles\" is expected");
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
    if (name == nullptr || !name->is_string()) return fail(table.source(), "an event needs a string \"type\", like \"contact.meet\"");
    const std::string type = name->as_string()->get();
    if (type.find('.') == std::string::npos) return fail(name->source(), "a type of two words with a dot between is expected, found \"" + type + '"');
    const std::uint32_t index = index_of(type);
    for (const auto& [key, node] : table) {
      if (key == "type") continue;
      if (key == "codes") read_codes(node, index);
      else if (key == "roles") read_roles(node, parts_.types[index].roles);
      else if (key == "verbs") read_triggers(node, index, PredicateForm::verb);
      else if (key == "nouns") read_triggers(node, index, PredicateForm::noun);
      else if (key == "adjectives") read_triggers(node, index, PredicateForm::adjective);
      else if (key == "examples") read_examples(node, type);
      else if (key == "intransitive") parts_.types[index].subject_of_intransitive_is_patient = true;
      else fail(key.source(), "unknown key \"" + std::string(key.str()) + "\"; type, codes, roles, verbs, nouns, adjectives, intransitive or examples is expected");
    }
  }

  std::uint32_t index_of(const std::string& type) {
    const auto known = std::find_if(parts_.types.begin(), parts_.types.end(), [&](const EventType& t) { return t.name == type; });
    if (known != parts_.types.end()) return static_cast<std::uint32_t>(known - parts_.types.begin());
    parts_.types.push_back({type, {}, {}, false});
    return static_cast<std::uint32_t>(parts_.types.size() - 1);
  }

  void read_codes(const toml::node& node, std::uint32_t type) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table of codes");
    for (const auto& [key, value] : *table) {
      if (const auto* code = value.as_string()) parts_.types[type].codes[std::string(key.str())] = code->get();
      else expect(value, "a string");
    }
  }

  void read_roles(const toml::node& node, std::map<std::string, Role>& roles) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return expect(node, "a table of roles");
    for (const auto& [key, value] : *table) {
      const auto* word = value.as_string();
      const auto role = word == nullptr ? std::nullopt : term_from<Role>(word->get());
      if (role) roles[std::string(key.str())] = *role;
      else fail(value.source(), "a role (agent, patient, participant, recipient, topic, instrument, place, origin, destination, beneficiary, amount) is expected" +
                                    (word == nullptr ? std::string() : ", found \"" + word->get() + '"'));
    }
  }

  void read_examples(const toml::node& node, const std::string& type) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return expect(node, "an array of sentences");
    for (const toml::node& item : *list) {
      if (const auto* text = item.as_string()) examples_.push_back({type, text->get(), place_of(file_, item.source())});
      else expect(item, "a string");
    }
  }

  void read_triggers(const toml::node& node, std::uint32_t type, PredicateForm form) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return expect(node, "an array of words");
    for (const toml::node& item : *list) {
      if (const auto* text = item.as_string(); text != nullptr && !text->get().empty()) add_trigger(text->get(), item, type, form);
      else expect(item, "a word");
    }
  }

  void add_trigger(const std::string& text, const toml::node& node, std::uint32_t type, PredicateForm form) {
    Trigger trigger;
    trigger.type = type;
    trigger.rule = parts_.types[type].name + '/' + text;
    std::string word = text;
    if (const std::size_t slash = word.find('/'); slash != std::string::npos) {
      const std::string object = word.substr(slash + 1);
      word.resize(slash);
      if (object == "-") trigger.intransitive = true;
      else if (object.empty()) return fail(node.source(), "behind \"/\" the lemma or the TYPE of an object is expected");
      else if (object[0] >= 'A' && object[0] <= 'Z') {
        std::string lower = object;
        for (char& c : lower) c = static_cast<char>(c | 0x20);
        trigger.object_type = types_.find(lower);
        if (!trigger.object_type && lower != "military") return fail(node.source(), "a type of entity is expected, found \"" + object + '"');
        if (!trigger.object_type) trigger.object_type = NameType::group;
      } else {
        trigger.object = object;
      }
    }
    if (const std::size_t blank = word.find(' '); blank != std::string::npos) {
      trigger.companion = word.substr(blank + 1);
      word.resize(blank);
    }
    parts_.triggers[{form, word}].push_back(std::move(trigger));
  }

  const std::string& file_;
  RuleSet::Parts& parts_;
  std::vector<Example>& examples_;
  std::vector<Error>& errors_;
  NameTypes types_;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Place{path}, "can't be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string_view builtin_text() { return {tidings_rules, static_cast<std::size_t>(tidings_rules_end - tidings_rules)}; }

}  // namespace

void read_rules(std::string_view text, const std::string& file, RuleSet::Parts& parts, std::vector<Example>& examples,
                std::vector<Error>& errors) {
  try {
    Reader(file, parts, examples, errors).read(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    errors.emplace_back(place_of(file, error.source()), std::string(error.description()));
  }
}

RuleSet RuleSet::builtin() {
  static const std::shared_ptr<const Parts> parts = [] {
    auto made = std::make_shared<Parts>();
    std::vector<Example> examples;
    std::vector<Error> errors;
    read_rules(builtin_text(), "rules/news.toml", *made, examples, errors);
    if (!errors.empty()) throw errors.front();
    return made;
  }();
  return RuleSet(parts);
}

RuleSet RuleSet::with_files(std::span<const std::string> files) {
  auto parts = std::make_shared<Parts>(builtin().parts());
  for (const std::string& file : files) {
    std::vector<Example> examples;
    std::vector<Error> errors;
    read_rules(read_file(file), file, *parts, examples, errors);
    if (!errors.empty()) throw errors.front();
  }
  return RuleSet(parts);
}

std::vector<Error> check_rules(const std::string& file) {
  std::vector<Error> errors;
  std::vector<Example> examples;
  try {
    RuleSet::Parts parts(RuleSet::builtin().parts());
    read_rules(read_file(file), file, parts, examples, errors);
  } catch (const Error& error) {
    return {error};
  }
  if (!errors.empty()) return errors;
  ExtractorOptions options;
  options.rule_files = {file};
  const Extractor extractor(options);
  for (const Example& example : examples) {
    const Document document = extractor.analyze(example.text);
    const auto& mentions = document.events.mentions;
    if (std::any_of(mentions.begin(), mentions.end(), [&](const EventMention& m) { return m.type == example.type; })) continue;
    std::string found;
    for (const EventMention& m : mentions) found += (found.empty() ? "" : ", ") + m.type;
    errors.emplace_back(example.place, "an event " + example.type + " is expected in the example, found " + (found.empty() ? "none" : found));
  }
  return errors;
}

}  // namespace tidings
