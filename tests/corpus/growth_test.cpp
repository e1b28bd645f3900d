// A corpus of made-up news: what is added, removed and added again, in whatever order, is the same corpus.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "../../bench/made_up_news.hpp"
#include "support/catch.hpp"
#include "tidings/corpus/corpus.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/json.hpp"

using namespace tidings;

namespace {

namespace fs = std::filesystem;
constexpr std::size_t all_articles = 80;

class News {
 public:
  News() {
    for (std::size_t i = 0; i < all_articles; ++i) {
      const bench::Article article = bench::MadeUpNews::article(i);
      Metadata about;
      about.id = article.id;
      about.publisher = article.publisher;
      graphs_.push_back(extractor_.extract(article.text, about));
    }
  }
  const EventGraph& operator[](std::size_t i) const { return graphs_[i]; }

 private:
  Extractor extractor_;
  std::vector<EventGraph> graphs_;
};

std::string json_of(const Corpus& corpus) {
  std::string out;
  append_json(out, corpus.snapshot());
  return out;
}

}  // namespace

TEST_CASE("a corpus that lost documents and got them back has the same bytes", "[corpus]") {
  const News news;
  const fs::path file = fs::path(TIDINGS_BINARY_DIR) / "corpus-growth.tidings";
  const auto clear = [&] {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(file.string() + end);
  };
  clear();
  {
    Corpus corpus(file.string());
    Corpus::Batch batch(corpus);
    for (std::size_t i = 0; i < all_articles; i += 2) corpus.add(news[i]);
    const std::string half = json_of(corpus);
    for (std::size_t i = all_articles; i-- > 0;) corpus.replace(news[i]);
    batch.commit();
    CHECK(corpus.size() == all_articles);
    const std::string whole = json_of(corpus);
    CHECK(whole != half);
    for (std::size_t i = 1; i < all_articles; i += 2) CHECK(corpus.remove(Corpus::key_of(news[i])));
    CHECK(json_of(corpus) == half);
    for (std::size_t i = 1; i < all_articles; i += 2) CHECK(corpus.add(news[i]));
    CHECK(json_of(corpus) == whole);
  }
  clear();
}

TEST_CASE("what four papers tell is told once, with all their words", "[corpus]") {
  const News news;
  std::vector<EventGraph> graphs;
  std::size_t apart = 0;
  for (std::size_t i = 0; i < all_articles; ++i) {
    graphs.push_back(news[i]);
    apart += num_vertices(news[i]);
  }
  const EventGraph whole = merge_graphs(std::move(graphs));
  CHECK(info(whole).documents.size() == all_articles);
  CHECK(num_vertices(whole) * 2 < apart);
  std::size_t told_by_all = 0;
  for (const NodeRef v : boost::make_iterator_range(vertices(whole))) {
    std::set<std::uint32_t> papers;
    for (const Evidence& e : whole[v].mentions) papers.insert(e.document);
    told_by_all += whole[v].kind == NodeKind::event && papers.size() >= 4;
  }
  CHECK(told_by_all >= all_articles / 4 / 2);
}
