#include "train/corpus.hpp"

#include <charconv>
#include <fstream>
#include <sstream>

#include "model/words.hpp"
#include "tidings/error.hpp"

namespace tidings::train {

namespace {

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (;;) {
    const std::size_t tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

/// Calls `line(number, text)` for each.
template <class Line>
void for_each_line(const std::string& path, Line line) {
  std::istringstream in(read_file(path));
  std::string text;
  for (std::uint32_t number = 1; std::getline(in, text); ++number) {
    if (!text.empty() && text.back() == '\r') text.pop_back();
    line(number, text);
  }
  line(0, std::string());
}

int number_of(std::string_view text, const Place& place) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) {
    throw Error(place, "\"" + std::string(text) + "\" where a word's number is expected");
  }
  return value;
}

void finish(Tree& tree, std::vector<Tree>& trees, const Place& place) {
  const int size = static_cast<int>(tree.forms.size());
  for (int& head : tree.heads) {
    if (head > size) throw Error(place, "the head " + std::to_string(head) + " is out of the sentence");
    head = head == 0 ? size : head - 1;
  }
  if (size != 0) trees.push_back(std::move(tree));
  tree = Tree();
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Place{path}, "can't be opened");
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) throw Error(Place{path}, "can't be written");
}

std::vector<Tree> read_trees(const std::string& path) {
  std::vector<Tree> trees;
  Tree tree;
  for_each_line(path, [&](std::uint32_t number, const std::string& line) {
    const Place place{path, number};
    if (line.empty()) return finish(tree, trees, place);
    if (line[0] == '#') return;
    const auto columns = columns_of(line);
    if (columns.size() != 10) throw Error(place, std::to_string(columns.size()) + " columns where CoNLL-U has 10");
    if (columns[0].find_first_of("-.") != std::string_view::npos) return;
    const auto upos = upos_from(columns[3]);
    if (!upos) throw Error(place, "no part of speech: " + std::string(columns[3]));
    tree.forms.emplace_back(columns[1]);
    tree.lemmas.emplace_back(columns[2]);
    tree.tags.push_back({*upos, morph_from(columns[5])});
    tree.heads.push_back(number_of(columns[6], place));
    tree.relations.push_back(relation_from(columns[7]));
  });
  return trees;
}

namespace {

std::string checked_tag(std::string_view tag, const Place& place) {
  if (tag == "O") return "O";
  const bool good = tag.size() > 2 && (tag[0] == 'B' || tag[0] == 'I') && tag[1] == '-';
  if (!good) throw Error(place, "the tag O, B-TYPE or I-TYPE is expected, found \"" + std::string(tag) + '"');
  std::string lower;
  lower_case(tag.substr(2), lower);
  return std::string(tag.substr(0, 2)) + lower;
}

}  // namespace

std::vector<NamedSentence> read_names(const std::string& path) {
  std::vector<NamedSentence> sentences;
  NamedSentence sentence;
  sentence.begins_document = true;
  for_each_line(path, [&](std::uint32_t number, const std::string& line) {
    const bool is_document = line.starts_with("-DOCSTART-");
    if (is_document || line.find_first_not_of(" \t") == std::string::npos) {
      if (!sentence.forms.empty()) {
        sentences.push_back(std::move(sentence));
        sentence = NamedSentence();
      }
      sentence.begins_document = sentence.begins_document || is_document;
      return;
    }
    const auto columns = columns_of(line);
    const Place place{path, number};
    if (columns.size() != 2 || columns[0].empty()) {
      throw Error(place, "TOKEN<tab>TAG is expected, found " + std::to_string(columns.size()) +
                             " columns: " + line.substr(0, 60));
    }
    sentence.forms.emplace_back(columns[0]);
    sentence.tags.push_back(checked_tag(columns[1], place));
  });
  if (sentences.empty()) throw Error(Place{path}, "lines TOKEN<tab>TAG are expected, found no sentence");
  return sentences;
}

std::vector<NameSpan> spans_of(const std::vector<std::string>& tags) {
  std::vector<NameSpan> spans;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (tags[i] == "O") continue;
    const std::string type = tags[i].substr(2);
    const bool continues = tags[i][0] == 'I' && !spans.empty() && spans.back().end == i && spans.back().type == type;
    if (continues) spans.back().end = i + 1;
    else spans.push_back({i, i + 1, type});
  }
  return spans;
}

}  // namespace tidings::train
