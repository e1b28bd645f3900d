#include "train/train_coref.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "discourse/coref_ranker.hpp"
#include "discourse/precise_passes.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/extractor.hpp"
#include "tidings/text/offsets.hpp"
#include "train/corpus.hpp"
#include "train/learner.hpp"

namespace tidings::train {

namespace {

using nlohmann::json;
using Columns = std::vector<CorefColumn>;

template <class Write>
Columns columns_of(Write write) {
  CorefColumns written;
  write(written);
  const std::span<const CorefColumn> all = written;
  return {all.begin(), all.end()};
}

struct Candidate {
  std::uint32_t antecedent;  // into the columns of antecedents
  Columns pair;
  bool right;
};
struct Example {
  Columns alone;
  Columns anaphor;
  std::vector<Candidate> candidates;
  bool is_new;
};
struct Examples {
  std::vector<Columns> antecedents;
  std::vector<Example> items;
};

/// How a corpus is read: LitBank and GAP mark only some mentions, so that what they don't mark says nothing.
struct Corpus {
  const char* file;
  bool marks_all;
  int times;  // how often an epoch goes over it
};
constexpr Corpus corpora[] = {{"ontogum-train", true, 6}, {"litbank-train", false, 1}, {"gap-dev", false, 1}};

struct GoldMention {
  std::uint32_t begin, end;  // code points
  std::uint32_t head_begin, head_end;
  int cluster;
};

std::vector<GoldMention> read_gold(const json& document) {
  std::vector<GoldMention> gold;
  const auto add = [&](const json& m, int cluster) {
    GoldMention mention{m.at("begin"), m.at("end"), m.at("begin"), m.at("end"), cluster};
    if (m.contains("head")) mention.head_begin = m["head"][0], mention.head_end = m["head"][1];
    gold.push_back(mention);
  };
  if (document.contains("gap")) {
    const json& gap = document["gap"];
    const bool a = gap["a"]["coref"], b = gap["b"]["coref"];
    add(gap["a"], 0);
    add(gap["b"], 1);
    add(gap["pronoun"], a ? 0 : b ? 1 : 2);
    return gold;
  }
  int cluster = 0;
  for (const json& members : document.at("clusters")) {
    for (const json& m : members) add(m, cluster);
    ++cluster;
  }
  return gold;
}

/// For each mention that was found the cluster of the gold mention that it is; -1: none.
std::vector<int> align(const Document& d, const std::vector<GoldMention>& gold) {
  const OffsetTable offsets(d.source.bytes(), OffsetUnit::codepoint);
  std::vector<int> clusters(d.mentions.items.size(), -1);
  std::map<std::pair<std::uint32_t, std::uint32_t>, MentionId> by_span;
  for (const MentionId id : d.mentions.items.ids()) {
    const ByteSpan span = d.tokens.bytes(d.mentions.items[id].extent);
    by_span.try_emplace({offsets(span.begin), offsets(span.end)}, id);
  }
  std::vector<const GoldMention*> rest;
  for (const GoldMention& g : gold) {
    const auto found = by_span.find({g.begin, g.end});
    if (found == by_span.end()) rest.push_back(&g);
    else clusters[found->second.index()] = g.cluster;
  }
  for (const GoldMention* g : rest) {
    for (const MentionId id : d.mentions.items.ids()) {
      if (clusters[id.index()] >= 0) continue;
      const ByteSpan head = d.tokens.bytes(d.mentions.items[id].head_range);
      const ByteSpan span = d.tokens.bytes(d.mentions.items[id].extent);
      const bool inside = g->begin <= offsets(head.begin) && offsets(head.end) <= g->end;
      if (!inside || offsets(span.begin) > g->head_begin || g->head_end > offsets(span.end)) continue;
      clusters[id.index()] = g->cluster;
      break;
    }
  }
  return clusters;
}

/// The clusters that a mention finds before it are those of the corpus. (Those that an earlier network makes taught
/// less: LitBank lost a point.)
class ExampleReader {
 public:
  ExampleReader(const Extractor& extractor, Examples& examples)
      : extractor_(extractor), lexicons_(extractor.knowledge()), examples_(examples) {}

  void read(const std::string& path, const Corpus& corpus) {
    std::istringstream in(read_file(path));
    for (std::string line; std::getline(in, line);) {
      const json document = json::parse(line);
      const Document d = extractor_.analyze(document.at("text").get<std::string>());
      for (int i = 0; i < corpus.times; ++i) add(d, read_gold(document), corpus.marks_all, document.contains("gap"));
    }
  }

 private:
  void add(const Document& d, const std::vector<GoldMention>& gold, bool marks_all, bool pairs_only) {
    PreciseClusters precise = find_precise_clusters(d, lexicons_, extractor_.knowledge());
    CorefFeatures features(d, lexicons_, precise.keys, precise.clusters, precise.speakers, precise.quoted);
    std::vector<int> cluster = align(d, gold);
    if (pairs_only) spread(precise.clusters, cluster);
    const std::size_t first = examples_.antecedents.size();
    for (const MentionId id : d.mentions.items.ids()) {
      examples_.antecedents.emplace_back();
      examples_.antecedents.back() = columns_of([&](CorefColumns& out) { features.antecedent(id, out); });
    }
    std::vector<MentionId> candidates;
    for (const MentionId id : d.mentions.items.ids()) {
      if (is_resolved(precise.clusters, id)) continue;
      const int mine = cluster[id.index()];
      features.candidates(id, candidates);
      if (pairs_only) std::erase_if(candidates, [&](MentionId c) { return cluster[c.index()] < 0; });
      const bool unknown = mine < 0 && !marks_all;
      const bool other_name = pairs_only && d.mentions.items[id].form != MentionForm::pronoun;
      if (!unknown && !other_name && !candidates.empty()) add_example(features, id, candidates, cluster, first);
      if (const MentionId best = right_one(candidates, cluster, mine)) features.merge(best, id, "");
    }
  }

  static MentionId right_one(const std::vector<MentionId>& candidates, const std::vector<int>& cluster, int mine) {
    const auto right = std::find_if(candidates.begin(), candidates.end(),
                                    [&](MentionId c) { return mine >= 0 && cluster[c.index()] == mine; });
    return right == candidates.end() ? MentionId() : *right;
  }

  void add_example(const CorefFeatures& features, MentionId id, const std::vector<MentionId>& candidates,
                   const std::vector<int>& cluster, std::size_t first) {
    const int mine = cluster[id.index()];
    Example example;
    example.alone = columns_of([&](CorefColumns& out) { features.alone(id, candidates, out); });
    example.anaphor = columns_of([&](CorefColumns& out) { features.anaphor(id, out); });
    CorefFeatures::Between between;
    bool any = false;
    for (const MentionId other : candidates) {
      Candidate c{static_cast<std::uint32_t>(first + other.index()), {}, mine >= 0 && cluster[other.index()] == mine};
      c.pair = columns_of([&](CorefColumns& out) { features.pair(id, other, between, out); });
      features.pass(id, other, between);
      any |= c.right;
      example.candidates.push_back(std::move(c));
    }
    const bool has_earlier = std::any_of(cluster.begin(), cluster.begin() + static_cast<std::ptrdiff_t>(id.index()),
                                         [&](int c) { return c == mine; });
    if (mine >= 0 && has_earlier && !any) return;
    example.is_new = !any;
    examples_.items.push_back(std::move(example));
  }

  // Of a name that is marked once all mentions of it are meant.
  static void spread(const MentionClusters& clusters, std::vector<int>& cluster) {
    const std::vector<int> marked = cluster;
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked[i] < 0) continue;
      clusters.visit_members(MentionId(i), [&](MentionId member) {
        cluster[member.index()] = marked[i];
        return true;
      });
    }
  }

  const Extractor& extractor_;
  NounLexicons lexicons_;
  Examples& examples_;
};

/// The network in floating point, with AdaGrad.
class Trainer {
 public:
  static constexpr std::size_t width = CorefNetwork::width, hidden = CorefNetwork::hidden;
  using Row = std::array<float, width>;

  Trainer(std::size_t columns, const CorefOptions& options)
      : options_(options), weights_(columns), squares_(columns), gradients_(columns), mean_(columns) {
    for (Row& row : weights_) {
      for (std::size_t i = 0; i < hidden; ++i) row[i] = (random_.unit() - 0.5F) * 0.2F;
    }
    for (float& o : output_) o = (random_.unit() - 0.5F) * 0.6F;
  }

  void train(const Examples& examples) {
    std::vector<std::size_t> order(examples.items.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      random_.shuffle(order);
      rate_ = 0.06F * (1.0F - 0.9F * static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      double loss = 0;
      for (const std::size_t i : order) loss += learn(examples, examples.items[i]);
      if (epoch + 4 >= options_.epochs) remember();
      std::cerr << "epoch " << epoch + 1 << ": loss " << loss / static_cast<double>(order.size()) << '\n';
    }
  }

  std::string table() const {
    std::string out;
    const auto& names = coref_column_names();
    const float n = static_cast<float>(remembered_);
    for (std::size_t c = 0; c < names.size(); ++c) {
      out += names[c];
      for (std::size_t i = 0; i < width; ++i) append(out, i, mean_[c][i] / n);
    }
    out += "output";
    for (std::size_t i = 0; i < hidden; ++i) append(out, i, mean_output_[i] / n);
    return out;
  }

 private:
  static void append(std::string& out, std::size_t i, float value) {
    const float scaled = std::round(value * CorefNetwork::unit);
    out += i == 0 ? '\t' : ' ';
    out += std::to_string(static_cast<int>(std::clamp(scaled, -32000.0F, 32000.0F)));
    if (i + 1 == width) out += '\n';
  }

  void add(const Columns& columns, Row& sum) const {
    for (const CorefColumn c : columns) {
      for (std::size_t i = 0; i < width; ++i) sum[i] += weights_[c][i];
    }
  }
  float score(const Row& sum) const {
    float s = sum[hidden];
    for (std::size_t i = 0; i < hidden; ++i) s += std::max(sum[i], 0.0F) * output_[i] * mask_[i];
    return s;
  }

  double learn(const Examples& all, const Example& e) {
    const std::size_t n = e.candidates.size() + 1;  // the last one: new
    for (float& keep : mask_) keep = random_.unit() < options_.dropout ? 0.0F : 1.0F / (1.0F - options_.dropout);
    sums_.assign(n, Row{});
    scores_.assign(n, 0);
    Row own{};
    add(e.anaphor, own);
    for (std::size_t k = 0; k + 1 < n; ++k) {
      sums_[k] = own;
      add(all.antecedents[e.candidates[k].antecedent], sums_[k]);
      add(e.candidates[k].pair, sums_[k]);
      scores_[k] = score(sums_[k]) + (e.candidates[k].right ? 0.0F : e.is_new ? options_.false_link : 1.0F);
    }
    add(e.alone, sums_[n - 1]);
    scores_[n - 1] = score(sums_[n - 1]) + (e.is_new ? 0.0F : options_.false_new);
    const float most = *std::max_element(scores_.begin(), scores_.end());
    double total = 0, right = 0;
    for (std::size_t k = 0; k < n; ++k) {
      scores_[k] = std::exp(scores_[k] - most);
      total += scores_[k];
      if (is_right(e, k)) right += scores_[k];
    }
    Row of_own{};
    for (std::size_t k = 0; k < n; ++k) {
      const double share = scores_[k] / total, wanted = is_right(e, k) ? scores_[k] / right : 0;
      const auto g = static_cast<float>(share - wanted);
      if (std::abs(g) < 1e-3F) continue;
      const Row row = back(sums_[k], g);
      if (k + 1 == n) {
        collect(e.alone, row);
        continue;
      }
      collect(e.candidates[k].pair, row);
      collect(all.antecedents[e.candidates[k].antecedent], row);
      for (std::size_t i = 0; i < width; ++i) of_own[i] += row[i];
    }
    collect(e.anaphor, of_own);
    step();
    return -std::log(right / total);
  }
  static bool is_right(const Example& e, std::size_t k) {
    return k == e.candidates.size() ? e.is_new : e.candidates[k].right;
  }

  Row back(const Row& sum, float g) {
    Row row{};
    for (std::size_t i = 0; i < hidden; ++i) {
      if (sum[i] <= 0 || mask_[i] == 0) continue;
      row[i] = g * output_[i] * mask_[i];
      output_gradient_[i] += g * sum[i] * mask_[i];
    }
    row[hidden] = g;
    return row;
  }
  void collect(const Columns& columns, const Row& row) {
    for (const CorefColumn c : columns) {
      if (gradients_[c][hidden] == 0) touched_.push_back(c);
      for (std::size_t i = 0; i < width; ++i) gradients_[c][i] += row[i];
    }
  }
  void step() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    for (const CorefColumn c : touched_) {
      for (std::size_t i = 0; i < width; ++i) adapt(weights_[c][i], squares_[c][i], gradients_[c][i]);
      gradients_[c] = Row{};
    }
    for (std::size_t i = 0; i < hidden; ++i) adapt(output_[i], output_squares_[i], output_gradient_[i]);
    output_gradient_ = {};
    touched_.clear();
  }
  void adapt(float& weight, float& squares, float gradient) const {
    squares += gradient * gradient;
    weight -= rate_ * gradient / (std::sqrt(squares) + 1e-3F);
  }

  void remember() {
    for (std::size_t c = 0; c < weights_.size(); ++c) {
      for (std::size_t i = 0; i < width; ++i) mean_[c][i] += weights_[c][i];
    }
    for (std::size_t i = 0; i < hidden; ++i) mean_output_[i] += output_[i];
    ++remembered_;
  }

  CorefOptions options_;
  Random random_{20150913};
  float rate_ = 0.06F;
  int remembered_ = 0;
  std::vector<Row> weights_, squares_, gradients_, mean_;
  std::array<float, hidden> output_{}, output_squares_{}, output_gradient_{}, mean_output_{}, mask_{};
  std::vector<CorefColumn> touched_;
  std::vector<Row> sums_;
  std::vector<float> scores_;
};

}  // namespace

std::string train_coref(const CorefOptions& options) {
  const Extractor extractor;
  Examples examples;
  ExampleReader reader(extractor, examples);
  for (const Corpus& corpus : corpora) reader.read(options.corpora + "/coref/" + corpus.file + ".jsonl", corpus);
  std::cerr << examples.items.size() << " mentions\n";
  Trainer trainer(coref_column_names().size(), options);
  trainer.train(examples);
  return trainer.table();
}

}  // namespace tidings::train
