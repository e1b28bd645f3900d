// The stories of seeds/stories, and the articles they retell where these are at hand: does the graph tell what a reader
// takes from them?
#include <algorithm>
#include <iostream>
#include <set>

#include "stories/facts.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/dot.hpp"
#include "tidings/graph/select.hpp"

using namespace tidings;
namespace fs = std::filesystem;

namespace {

const Extractor& extractor() {
  static const Extractor instance;
  return instance;
}

EventGraph graph_of(const fs::path& file, const std::optional<Date>& published) {
  Metadata metadata;
  metadata.name = file.filename().string();
  metadata.published = published;
  return extractor().extract(test::content(file), metadata);
}

// A fact that is no `todo` must be as its line says; a `todo` is only reported, so that it can be claimed.
void check(const fs::path& text, const stories::Facts& facts) {
  const EventGraph graph = graph_of(text, facts.published);
  std::size_t open = 0;
  for (const stories::Fact& fact : facts.all) {
    const bool holds = stories::is_told(fact, graph) == fact.wanted;
    const std::string place =
        fs::path(facts.file).filename().string() + ":" + std::to_string(fact.line) + ": " + fact.text;
    if (!fact.todo) {
      INFO(place);
      CHECK(holds);
    } else if (holds) {
      std::cout << "holds now, strike its 'todo': " << place << '\n';
    } else {
      ++open;
    }
  }
  std::cout << text.filename().string() << ": " << facts.all.size() - open << " of " << facts.all.size()
            << " facts hold\n";
}

}  // namespace

TEST_CASE("every story's graph tells its facts", "[stories]") {
  const auto all = test::files_in(TIDINGS_SOURCE_DIR "/seeds/stories", ".facts");
  REQUIRE(all.size() >= 5);
  for (fs::path file : all) {
    const stories::Facts facts = stories::read_facts(file.string());
    check(file.replace_extension(".txt"), facts);
  }
}

TEST_CASE("the articles that the stories retell give the same facts", "[stories]") {
  const fs::path folder = fs::path(TIDINGS_SOURCE_DIR) / "../shared/seeds";
  const auto articles = test::files_in(folder, ".txt");
  for (const fs::path& file : test::files_in(TIDINGS_SOURCE_DIR "/tests/stories/articles", ".facts")) {
    const auto article = std::find_if(articles.begin(), articles.end(), [&](const fs::path& a) {
      return a.filename().string().rfind(file.stem().string(), 0) == 0;
    });
    if (article != articles.end()) check(*article, stories::read_facts(file.string()));
  }
}

TEST_CASE("in the articles as one corpus everybody is one node, with all documents that name him", "[stories]") {
  const auto articles = test::files_in(fs::path(TIDINGS_SOURCE_DIR) / "../shared/seeds", ".txt");
  if (articles.size() < 5) return;
  std::vector<EventGraph> graphs;
  for (const fs::path& file : articles) graphs.push_back(graph_of(file, std::nullopt));
  const EventGraph graph = merge_graphs(std::move(graphs));
  const auto documents = [&](const std::string& type, const std::string& name) {
    std::vector<std::set<std::string>> found;  // of each node so called
    for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
      const Node& node = graph[v];
      const bool called =
          node.name == name || std::find(node.aliases.begin(), node.aliases.end(), name) != node.aliases.end();
      if (node.kind != NodeKind::entity || node.type != type || !called) continue;
      found.emplace_back();
      for (const Evidence& e : node.mentions) found.back().insert(info(graph).documents[e.document].name.substr(0, 3));
    }
    return found;
  };
  using Documents = std::vector<std::set<std::string>>;
  const std::set<std::string> all = {"000", "001", "002", "003", "004"};
  CHECK(documents("person", "Susan Rice") == Documents{{"000", "001", "002"}});
  CHECK(documents("person", "Meng Jianzhu") == Documents{{"000", "001", "002"}});
  CHECK(documents("person", "Xi Jinping") == Documents{{"000", "001", "002", "003"}});
  CHECK(documents("person", "Barack Obama") == Documents{all});
  CHECK(documents("person", "James Comey") == Documents{{"000", "001", "002"}});
  CHECK(documents("organization", "OPM") == Documents{{"000", "003", "004"}});
  CHECK(documents("organization", "Reuters") == Documents{{"000", "003"}});  // 001 names it in its credits alone
  CHECK(documents("location", "China") == Documents{all});
  CHECK(documents("location", "United States") == Documents{all});
  for (const char* name : {"Susan Rice", "Meng Jianzhu", "Xi Jinping", "Barack Obama", "James Comey"}) {
    for (const NodeRef v : nodes_called(graph, name)) {
      INFO(name);
      CHECK(graph[v].type == "person");
    }
  }
}

TEST_CASE("every story's picture can be drawn", "[stories]") {
  if (std::system("dot -V > /dev/null 2>&1") != 0) {
    WARN("GraphViz is not here: skipped");
    return;
  }
  const std::string file = TIDINGS_BINARY_DIR "/picture-of-a-story.dot";
  for (const fs::path& story : test::files_in(TIDINGS_SOURCE_DIR "/seeds/stories", ".txt")) {
    std::ifstream in(story, std::ios::binary);
    const EventGraph graph = extractor().extract(std::string(std::istreambuf_iterator<char>(in), {}));
    std::ofstream out(file, std::ios::binary);
    write_dot(out, graph);
    out.close();
    INFO(story.filename().string());
    CHECK(std::system(("dot -Tplain '" + file + "' > /dev/null 2>&1").c_str()) == 0);
  }
  fs::remove(file);
}

TEST_CASE("a line that is no fact is told with its place", "[stories]") {
  const std::string file = TIDINGS_BINARY_DIR "/wrong.facts";
  std::ofstream(file) << "# facts\n\nentiti person | Ann Lee\n";
  std::string message;
  try {
    stories::read_facts(file);
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  CHECK(message == file + ":3: no fact: entiti person | Ann Lee");
}
