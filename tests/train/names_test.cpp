// A user's own types of names: learned from a few sentences, found in texts, and told in the graph.
#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <sstream>

#include "model/small_model.hpp"
#include "train/support.hpp"

using namespace tidings;
using namespace tidings::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string json_of(const Extractor& extractor, const std::string& text) {
  std::ostringstream out;
  (*graph_writer("json"))(out, extractor.extract(text));
  return out.str();
}

/// An extractor that knows malware.
const Extractor& with_malware() {
  static const Extractor extractor({.name_model_files = {written("malware.image", malware().image)}});
  return extractor;
}

std::vector<std::string> names_of_type(const EventGraph& graph, const std::string& type) {
  std::vector<std::string> names;
  for (const auto v : boost::make_iterator_range(vertices(graph))) {
    if (graph[v].kind == NodeKind::entity && graph[v].type == type) names.emplace_back(graph[v].name);
  }
  return names;
}

}  // namespace

TEST_CASE("a type that few sentences taught is found in other sentences, as an entity of that type", "[train]") {
  CHECK(malware().types == std::vector<std::string>{"malware"});
  const EventGraph graph = with_malware().extract(
      "Police in Vienna say that the ransomware Blackmoth encrypted the files of a bank. "
      "Anna Weber met Marek Novak in Oslo.");
  CHECK(names_of_type(graph, "malware") == std::vector<std::string>{"Blackmoth"});
}

TEST_CASE("built-in names stay as they were, to the byte, where a text has none of the user's", "[train]") {
  const Extractor plain;
  for (const char* text :
       {"Susan Rice met Meng Jianzhu in Washington on Friday. The FBI denied any involvement.",
        "Lufthansa cancelled 300 flights, the union said. Chancellor Klara Lind visited Tokyo.", ""}) {
    CHECK(json_of(with_malware(), text) == json_of(plain, text));
  }
}

TEST_CASE("training is the same every time", "[train]") {
  const auto sentences = train::read_names(examples + "malware-train.bio");
  const auto once = train::train_names(sentences, {}, core(), {.epochs = 6}),
             again = train::train_names(sentences, {}, core(), {.epochs = 6});
  CHECK(once.image == again.image);
  CHECK(once.epochs == 2);  // without sentences to measure on, a third
}

TEST_CASE("two models of names work side by side", "[train]") {
  const std::string bio =
      "The\tO\nfrigate\tO\nMorning\tB-vessel\nTide\tI-vessel\nleft\tO\nOslo\tO\n.\tO\n\n"
      "The\tO\ntanker\tO\nGrey\tB-vessel\nGull\tI-vessel\nsank\tO\nnear\tO\nRiga\tO\n.\tO\n\n"
      "Anna\tO\nWeber\tO\nmet\tO\nMarek\tO\nNovak\tO\n.\tO\n";
  const auto vessels = train::train_names(train::read_names(written("vessel.bio", bio)), {}, core(), {});
  const Model both =
      core().with_names(written("malware.image", malware().image)).with_names(written("vessel.image", vessels.image));
  REQUIRE(both.name_types().size() == builtin_name_types + 2);
  CHECK(both.name_types().find("malware") == static_cast<NameType>(builtin_name_types));
  CHECK(both.name_types().find("vessel") == static_cast<NameType>(builtin_name_types + 1));
  CHECK(core().name_types().size() == builtin_name_types);
  const Extractor extractor(
      {.name_model_files = {written("malware.image", malware().image), written("vessel.image", vessels.image)}});
  const EventGraph graph =
      extractor.extract("The frigate Morning Tide left Riga. The ransomware Blackmoth encrypted the files of a bank.");
  CHECK(names_of_type(graph, "vessel") == std::vector<std::string>{"Morning Tide"});
  CHECK(names_of_type(graph, "malware") == std::vector<std::string>{"Blackmoth"});
}

TEST_CASE("only the types that are asked for are learned", "[train]") {
  const auto sentences = train::read_names(written("two.bio", "Velora\tB-malware\nhit\tO\nOslo\tB-place\n"));
  CHECK(train::train_names(sentences, {}, core(), {.types = {"place"}, .epochs = 3}).types ==
        std::vector<std::string>{"place"});
  CHECK(has(message_of([&] { train::train_names(sentences, {}, core(), {.types = {"vessel"}}); }), "vessel"));
}

TEST_CASE("a BIO file that is wrong is told with its line", "[train]") {
  const auto told = [](const std::string& bio) {
    return message_of([&] { train::read_names(written("wrong.bio", bio)); });
  };
  CHECK(has(told("Velora\tB-malware\nhit O\n"), "wrong.bio:2: TOKEN<tab>TAG is expected"));
  CHECK(has(told("Velora\tB-malware\n\nOslo\tX-place\n"),
            "wrong.bio:3: the tag O, B-TYPE or I-TYPE is expected, found \"X-place\""));
  CHECK(has(told("Velora\tB-\n"), "wrong.bio:1:"));
  CHECK(has(told("\tO\n"), "wrong.bio:1:"));
  CHECK(has(told("\n-DOCSTART-\tO\n"), "found no sentence"));
  CHECK(has(message_of([] { train::read_names("no/such/file.bio"); }), "no/such/file.bio"));
}

TEST_CASE("sentences without names, and types that are no words, teach nothing", "[train]") {
  const auto train = [](const std::string& bio) {
    train::train_names(train::read_names(written("odd.bio", bio)), {}, core(), {});
  };
  CHECK(has(message_of([&] { train("Oslo\tO\n"); }), "no names in the training sentences"));
  CHECK(has(message_of([&] { train("Oslo\tB-a place\n"); }), "a place"));
}

TEST_CASE("an I- tag that continues nothing begins a name", "[train]") {
  const auto spans = train::spans_of({"I-malware", "I-malware", "O", "B-malware", "B-malware", "I-vessel"});
  REQUIRE(spans.size() == 4);
  CHECK((spans[0].begin == 0 && spans[0].end == 2));
  CHECK((spans[3].begin == 5 && spans[3].type == "vessel"));
}

TEST_CASE("a damaged or foreign model of names is refused, and the message says why", "[train]") {
  const std::string good = malware().image;
  const auto told = [](const std::string& bytes) {
    return message_of([&] { core().with_names(written("bad.image", bytes)); });
  };
  CHECK(told(good).empty());
  CHECK(has(told(good.substr(0, good.size() / 2)), "bad.image: the model is cut"));
  std::string flipped = good;
  flipped[good.size() / 2] = static_cast<char>(flipped[good.size() / 2] ^ 4);
  CHECK(has(told(flipped), "checksum"));
  CHECK(has(told("no image at all"), "this is no model of Tidings"));
  CHECK(has(told(content(TIDINGS_SOURCE_DIR "/seeds/weights/en-news.image")), "has no user's names"));
  CHECK(has(message_of([&] { Model::load(written("malware.image", good)); }), "no model of syntax and names"));
  CHECK(has(message_of([] { core().with_names("no/such/file"); }), "no/such/file"));
}

TEST_CASE("a built-in type that a user teaches anew is the user's alone", "[train]") {
  std::string sentences;
  for (int i = 0; i < 12; ++i)
    sentences +=
        "The\tO\nship\tO\nAlma\tB-person\nSiren\tI-person\nsank\tO\n.\tO\n\nSusan\tO\nRice\tO\nspoke\tO\n.\tO\n\n";
  const auto trained = train::train_names(train::read_names(written("ships.bio", sentences)), {}, core(), {});
  const Extractor extractor({.name_model_files = {written("ships.image", trained.image)}});
  const EventGraph graph = extractor.extract("Susan Rice spoke. The ship Alma Siren sank.");
  const auto people = names_of_type(graph, "person");
  CHECK(std::find(people.begin(), people.end(), "Susan Rice") == people.end());
  CHECK(std::find(people.begin(), people.end(), "Alma Siren") != people.end());
}

TEST_CASE("names are refused on a model of the language that they were not trained on", "[train]") {
  const Aligned other(image_of(small_sections()));
  const std::string file = written("malware.image", malware().image);
  const std::string message = message_of([&] { Model::view(other.bytes()).with_names(file); });
  CHECK(has(message, "malware.image"));
  CHECK(has(message, "another model of the language"));
}
