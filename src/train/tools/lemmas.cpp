// tidings_lemmas: the section "lemmas" of an image, from treebanks.
//   tidings_lemmas OUT FILE.conllu …
#include <iostream>

#include "tidings/error.hpp"
#include "train/train_lemmas.hpp"

int main(int argc, char** argv) {
  using namespace tidings;
  try {
    if (argc < 3) throw Error("usage: tidings_lemmas OUT FILE.conllu …");
    std::vector<train::Tree> trees;
    for (int i = 2; i < argc; ++i) {
      for (train::Tree& tree : train::read_trees(argv[i])) trees.push_back(std::move(tree));
    }
    train::write_file(argv[1], train::train_lemmas(trees));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "tidings_lemmas: " << error.what() << '\n';
    return 2;
  }
}
