// Features of coreference: what a mention is, and how two of them go together, as columns of the network.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "discourse/clusters.hpp"
#include "discourse/coref_network.hpp"
#include "discourse/name_keys.hpp"
#include "tidings/document.hpp"

namespace tidings {

/// "ana.kind=definite", … in the order of the columns.
const std::vector<std::string>& coref_column_names();

/// The words of a mention, as hashes; most pairs of sets are told apart by their bits alone.
class WordSet {
 public:
  void add(std::uint32_t word) { words_.push_back(word); }
  void seal();  ///< once, after the last word
  std::size_t size() const noexcept { return words_.size(); }
  bool contains(std::uint32_t word) const noexcept;
  std::size_t count_common(const WordSet& other) const noexcept;

 private:
  std::vector<std::uint32_t> words_;  // in order
  std::uint64_t bits_ = 0;
};

/// What is known of one mention before any is resolved.
struct MentionFacts {
  std::uint8_t kind = 0;     ///< MentionKind
  std::uint8_t pronoun = 0;  ///< class of the pronoun: person, number, gender, case; 0: none
  std::uint8_t type = 0;
  std::uint8_t gender = 0;
  std::uint8_t number = 0;
  std::uint8_t role = 0;
  std::uint8_t noun_class = 0;
  bool animate = false;
  bool reflexive = false;
  std::uint32_t sentence = 0;
  std::uint32_t head_hash = 0;     ///< of the lemma, small letters
  std::uint32_t text_hash = 0;     ///< of the words without article and possessive mark
  std::uint32_t subtype_hash = 0;  ///< of the kind of body or place; 0: unknown
  WordSet words;                   ///< content words
  WordSet modifiers;               ///< of them those that are not the head
  MentionId speaker;               ///< of the quotation that it stands in
  bool quoted = false;
  TokenId clause;  ///< the verb that it hangs on; none: it is part of another phrase
};

/// What all mentions of a cluster tell together, while it grows.
struct ClusterFacts {
  std::uint32_t size = 0;
  std::uint8_t forms = 0;         ///< bits: 1 name, 2 nominal, 4 pronoun
  std::uint16_t pronouns = 0;     ///< bits: person, number and gender of its pronouns
  std::array<bool, 4> genders{};  ///< which ones occur
  std::array<bool, 3> numbers{};  ///< of nominals and pronouns
};

class CorefFeatures {
 public:
  /// `clusters` is what the precise passes made; it grows by `merge`.
  CorefFeatures(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
                MentionClusters& clusters, const std::vector<MentionId>& speakers, const std::vector<bool>& quoted);

  void merge(MentionId antecedent, MentionId anaphor, const char* pass);

  const MentionFacts& facts(MentionId mention) const { return facts_[mention.index()]; }

  /// Earlier mentions that may be the antecedent, the nearest first. Their number has a bound.
  void candidates(MentionId mention, std::vector<MentionId>& out) const;

  void anaphor(MentionId mention, CorefColumns& out) const;
  void antecedent(MentionId mention, CorefColumns& out) const;
  /// Candidates that agree with the anaphor and lie between it and an antecedent.
  struct Between {
    std::vector<std::size_t> clusters;
    std::vector<std::size_t> passed;  ///< those too that do not agree
    std::size_t subjects = 0;
    std::size_t named = 0;  ///< of them those that are no pronouns

    void clear() noexcept {
      clusters.clear();
      passed.clear();
      subjects = named = 0;
    }
  };
  void pass(MentionId anaphor, MentionId candidate, Between& between) const;
  void pair(MentionId anaphor, MentionId antecedent, const Between& between, CorefColumns& out) const;
  /// Of the case that nothing before is meant; `among`: the candidates.
  void alone(MentionId mention, const std::vector<MentionId>& among, CorefColumns& out) const;
  /// Number, gender and life do not speak against it.
  bool agree(MentionId anaphor, MentionId antecedent) const;

 private:
  void read(MentionId id);
  void read_cluster_facts();
  void pair_with_cluster(MentionId anaphor, MentionId antecedent, const Between& between, CorefColumns& out) const;
  const Mention& mention(MentionId id) const { return d_.mentions.items[id]; }
  std::size_t cluster_of(MentionId id) const noexcept { return cluster_of_[id.index()]; }
  bool same_cluster(MentionId a, MentionId b) const noexcept { return cluster_of(a) == cluster_of(b); }
  std::string_view form(TokenId token) const { return d_.tokens.form(d_.source, token); }
  std::uint8_t kind_of(MentionId id) const;
  std::uint8_t role_of(TokenId head) const;
  void common(MentionId mention, unsigned first_template, CorefColumns& out) const;
  unsigned speech(MentionId anaphor, MentionId antecedent) const;
  unsigned binding(MentionId anaphor, MentionId antecedent) const;
  bool same_text_in_cluster(MentionId anaphor, MentionId antecedent) const;

  const Document& d_;
  const NounLexicons& lexicons_;
  const std::vector<NameKey>& keys_;
  const MentionClusters precise_;  ///< as the precise passes left them
  MentionClusters& growing_;
  const std::vector<MentionId>& speakers_;
  const std::vector<bool>& quoted_;
  Dependents dependents_;
  std::vector<MentionFacts> facts_;
  std::vector<ClusterFacts> grown_;        ///< by the cluster's number in `growing_`
  std::vector<std::uint32_t> cluster_of_;  ///< by mention: its cluster in `precise_`
  std::vector<std::uint8_t> cluster_gender_;
  std::vector<std::uint8_t> cluster_type_;
  std::vector<bool> cluster_named_;
  std::vector<std::uint32_t> nesting_;
};

}  // namespace tidings
