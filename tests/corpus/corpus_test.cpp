// The store: order changes nothing, what was removed was never there, what was acknowledged is there.
#include "tidings/corpus/corpus.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "corpus/codec.hpp"
#include "graph/sample.hpp"
#include "support/catch.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/json.hpp"

using namespace tidings;

namespace {

namespace fs = std::filesystem;

// A file that is gone when the test is over.
struct File {
  explicit File(const std::string& name) : path(fs::path(TIDINGS_BINARY_DIR) / ("corpus-" + name + ".tidings")) {
    clear();
  }
  ~File() { clear(); }
  void clear() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(path.string() + end);
  }
  fs::path path;
};

std::string json_of(const EventGraph& g) {
  std::string out;
  append_json(out, g);
  return out;
}

// Two people of a family that grows with `number`, who meet; documents share one of them.
EventGraph graph_of(int number) {
  EventGraph g = sample::meeting();
  GraphDocument& d = info(g).documents.front();
  d.key = d.name = "doc" + std::to_string(number);
  g[0].name = g[0].mentions[0].text = "Ann Lee";
  g[1].name = g[1].mentions[0].text = "Bo Karlsen " + std::to_string(number % 3);
  return g;
}

std::string snapshot_of(const std::vector<int>& numbers, const std::string& name) {
  const File file(name);
  Corpus corpus(file.path.string());
  for (const int n : numbers) corpus.add(graph_of(n));
  return json_of(corpus.snapshot());
}

}  // namespace

TEST_CASE("homographs of several documents stay apart", "[corpus]") {
  const Extractor extractor;
  const auto graph_of_all = [&](const std::vector<std::string>& texts) {
    std::vector<EventGraph> graphs;
    for (const std::string& text : texts) {
      Metadata about;
      about.name = "doc" + std::to_string(graphs.size());
      graphs.push_back(extractor.extract(text, about));
    }
    return merge_graphs(std::move(graphs));
  };
  const auto documents = [](const EventGraph& g, const std::string& name) {
    std::set<std::set<std::uint32_t>> found;  // of each entity so called
    for (const NodeRef v : boost::make_iterator_range(vertices(g))) {
      if (g[v].kind != NodeKind::entity || g[v].name != name) continue;
      std::set<std::uint32_t> its;
      for (const Evidence& e : g[v].mentions) its.insert(e.document);
      found.insert(its);
    }
    return found;
  };
  using Found = std::set<std::set<std::uint32_t>>;
  const EventGraph smiths =
      graph_of_all({"John Smith, the coach of Leeds United, resigned on Monday. Smith was tired.",
                    "Senator John Smith of Ohio met President Obama. Smith voted against the bill.",
                    "Leeds United thanked head coach John Smith."});
  CHECK(documents(smiths, "John Smith") == Found{{0, 2}, {1}});
  const EventGraph georgias = graph_of_all({"Georgia accused Russia of shelling villages near Tbilisi.",
                                            "Voters in Georgia and Alabama went to the polls in Atlanta."});
  CHECK(documents(georgias, "Georgia") == Found{{0}, {1}});
  const EventGraph washingtons = graph_of_all({"George Washington crossed the Delaware. He led the army.",
                                               "Washington criticised Beijing over the sanctions."});
  CHECK(documents(washingtons, "George Washington") == Found{{0}});
  CHECK(documents(washingtons, "Washington") == Found{{1}});
}

TEST_CASE("constraints keep people apart or join them, and are undone when they are taken back", "[corpus]") {
  const File file("constraints");
  Corpus corpus(file.path.string());
  for (const int n : {1, 2, 3}) corpus.add(graph_of(n));
  const std::string before = json_of(corpus.snapshot());
  const auto people = [&] {
    std::size_t count = 0;
    const EventGraph g = corpus.snapshot();
    for (const NodeRef v : boost::make_iterator_range(vertices(g))) count += g[v].type == "person";
    return count;
  };
  const std::size_t all = people();  // Ann Lee and three Karlsens
  corpus.constrain("[[different]]\nentities = [{name='Ann Lee', document='doc1'}, {name='Ann Lee', document='doc2'}]",
                   "told.toml");
  CHECK(people() == all + 1);
  corpus.constrain("[[same]]\nentities = ['Bo Karlsen 1', 'Bo Karlsen 2']", "told.toml");
  CHECK(people() == all - 1);
  CHECK(Corpus(file.path.string(), CorpusAccess::read).constraints() == corpus.constraints());
  CHECK_THROWS_AS(corpus.constrain("[[same]]", "told.toml"), Error);
  CHECK(people() == all - 1);
  corpus.constrain({}, {});
  CHECK(json_of(corpus.snapshot()) == before);
}

TEST_CASE("a store gives back what was added", "[corpus]") {
  const File file("back");
  {
    Corpus corpus(file.path.string());
    CHECK(corpus.add(graph_of(1), 77));
    CHECK_FALSE(corpus.add(graph_of(1)));
    CHECK(corpus.add(graph_of(2)));
    CHECK_THROWS_AS(corpus.add(EventGraph()), Error);
  }
  const Corpus corpus(file.path.string(), CorpusAccess::read);
  CHECK(corpus.keys() == std::vector<std::string>{"doc1", "doc2"});
  CHECK(corpus.size() == 2);
  CHECK(corpus.fingerprint("doc1") == 77);
  CHECK_FALSE(corpus.fingerprint("doc3"));
  CHECK(json_of(corpus.document("doc1").value()) == json_of(graph_of(1)));
  CHECK(json_of(corpus.snapshot()) == json_of(merge_graphs({graph_of(1), graph_of(2)})));
}

TEST_CASE("the order in which documents come changes nothing", "[corpus]") {
  std::vector<int> numbers = {1, 2, 3, 4};
  const std::string once = snapshot_of(numbers, "order");
  while (std::next_permutation(numbers.begin(), numbers.end())) REQUIRE(snapshot_of(numbers, "order") == once);
}

TEST_CASE("what was removed was never there, what was replaced was always so", "[corpus]") {
  const File file("remove");
  Corpus corpus(file.path.string());
  for (const int n : {1, 2, 3, 4, 5}) corpus.add(graph_of(n));
  CHECK(corpus.remove("doc3"));
  CHECK_FALSE(corpus.remove("doc3"));
  CHECK(json_of(corpus.snapshot()) == snapshot_of({1, 2, 4, 5}, "never"));
  EventGraph other = graph_of(4);
  other[0].name = "Somebody Else";
  CHECK(corpus.replace(other));
  CHECK(json_of(corpus.snapshot()) != snapshot_of({1, 2, 4, 5}, "never"));
  CHECK(corpus.replace(graph_of(4)));
  CHECK_FALSE(corpus.replace(graph_of(3)));
  CHECK(json_of(corpus.snapshot()) == snapshot_of({1, 2, 3, 4, 5}, "never"));
}

TEST_CASE("the words of a removed document are gone from the file", "[corpus]") {
  const File file("gone");
  {
    Corpus corpus(file.path.string());
    EventGraph secret = graph_of(1);
    secret[0].name = "Unforgettable Name";
    corpus.add(secret);
    corpus.add(graph_of(2));
    corpus.remove("doc1");
  }
  std::ifstream in(file.path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  CHECK(bytes.find("doc2") != std::string::npos);
  CHECK(bytes.find("Unforgettable") == std::string::npos);
}

TEST_CASE("a batch is done whole or not at all", "[corpus]") {
  const File file("batch");
  Corpus corpus(file.path.string());
  {
    Corpus::Batch batch(corpus);
    corpus.add(graph_of(1));
    corpus.replace(graph_of(2));
    batch.commit();
    corpus.add(graph_of(3));
  }
  CHECK(corpus.keys() == std::vector<std::string>{"doc1", "doc2"});
}

TEST_CASE("what is no store says so", "[corpus]") {
  const File file("other");
  CHECK_THROWS_AS(Corpus(file.path.string(), CorpusAccess::read), Error);
  std::ofstream(file.path) << "Ann Lee met Bo Karlsen. This is no database at all, only a text.";
  CHECK_THROWS_AS(Corpus(file.path.string()), Error);
  CHECK_THROWS_AS(Corpus("/nowhere/at/all.tidings"), Error);
}

TEST_CASE("graphs with other offsets don't mix", "[corpus]") {
  const File file("offsets");
  Corpus corpus(file.path.string());
  corpus.add(graph_of(1));
  EventGraph other = graph_of(2);
  info(other).offsets = OffsetUnit::utf16;
  CHECK_THROWS_AS(corpus.add(other), Error);
}

TEST_CASE("a graph comes back from its bytes, and damage is seen", "[codec]") {
  EventGraph g = sample::meeting();
  info(g).documents[0].text = std::string(10, ' ') + "Ann Lee" + std::string(1, '\0') + "\xff";
  g[0].mentions[0].head = TextSpan{14, 17};
  g[0].mentions[0].sentence = TextSpan{0, 17};
  g[0].score = 0.3f;
  const std::string bytes = encode_graph(g);
  CHECK(json_of(decode_graph(bytes)) == json_of(g));
  CHECK(info(decode_graph(bytes)).documents[0].text == info(g).documents[0].text);
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 3) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    CHECK_THROWS_AS(decode_graph(damaged), Error);
  }
  for (std::size_t length = 0; length < bytes.size(); length += 7)
    CHECK_THROWS_AS(decode_graph(bytes.substr(0, length)), Error);
}

TEST_CASE("bytes that lie about their numbers are refused, with a right checksum too", "[codec]") {
  const std::string bytes = encode_graph(sample::meeting()), largest = std::string(9, '\xff') + '\x01';
  std::size_t read = 0;
  for (std::size_t at = 4; at + 8 < bytes.size(); ++at) {
    for (const std::string& lie : {std::string("\xff"), largest}) {
      std::string lying = bytes.substr(0, bytes.size() - 8).replace(at, 1, lie);
      const std::uint64_t sum = fingerprint_of(lying);
      for (int i = 0; i < 8; ++i) lying += static_cast<char>(sum >> (8 * i));
      EventGraph other;
      try {
        other = decode_graph(lying);
      } catch (const Error&) {
        continue;
      }
      ++read;  // some lies are only other words
      CHECK(json_of(decode_graph(encode_graph(other))) == json_of(other));
    }
  }
  CHECK(read > 0);
}

TEST_CASE("what was acknowledged survives kill -9", "[corpus]") {
  const File file("killed");
  std::size_t acknowledged = 0;
  for (int round = 0; round < 8; ++round) {
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
      Corpus corpus(file.path.string());
      for (int n = static_cast<int>(corpus.size()); n < 100000; ++n) {
        corpus.add(graph_of(n));
        const char told = '.';
        if (write(pipe_ends[1], &told, 1) != 1) _exit(1);
      }
      _exit(0);
    }
    close(pipe_ends[1]);
    char told = 0;
    for (int i = 0; i < 5 + round; ++i) {
      REQUIRE(read(pipe_ends[0], &told, 1) == 1);
      ++acknowledged;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(137 * round));  // somewhere in the middle of the next
    kill(child, SIGKILL);
    while (read(pipe_ends[0], &told, 1) == 1) ++acknowledged;
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    const Corpus corpus(file.path.string());
    REQUIRE(corpus.size() >= acknowledged);
    REQUIRE(corpus.size() <= acknowledged + 1);
    acknowledged = corpus.size();
  }
  std::vector<EventGraph> graphs;
  const Corpus corpus(file.path.string());
  for (const std::string& key : corpus.keys()) graphs.push_back(graph_of(std::stoi(key.substr(3))));
  CHECK(json_of(corpus.snapshot()) == json_of(merge_graphs(std::move(graphs))));
}

TEST_CASE("a difference tells what is new, gone, changed and merged", "[diff]") {
  const EventGraph before = sample::meeting();
  CHECK(diff(before, sample::meeting()).empty());
  EventGraph after = sample::meeting();
  after[4].modality = Modality::actual;
  after[0].mentions.push_back(before[8].mentions[0]);  // Nobody is Ann Lee
  after[8].name = "Somebody";
  after[8].mentions[0].span = {350, 358};
  remove_edge(edge(4, 1, after).first, after);
  const GraphDiff d = diff(before, after);
  CHECK(d.added == std::vector<NodeRef>{8});
  CHECK(d.removed.empty());
  REQUIRE(d.changed.size() == 1);
  CHECK(d.changed[0] == std::pair<NodeRef, NodeRef>(4, 4));
  REQUIRE(d.merged.size() == 1);
  CHECK(d.merged[0].first == 0);
  CHECK(d.merged[0].second == std::vector<NodeRef>{0, 8});
  REQUIRE(d.removed_edges.size() == 1);
  CHECK(before[d.removed_edges[0]].type == "agent");
  CHECK(d.added_edges.empty());
  CHECK(diff(after, before).split.size() == 1);
}
