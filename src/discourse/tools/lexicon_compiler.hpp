// Compiles lexicons from lines of text to the image that the library maps (see lexicon_image.hpp).
#pragma once

#include <istream>
#include <map>
#include <string>

namespace tidings {

class LexiconCompiler {
 public:
  /// Adds the lines `key<tab>field<tab>…` of a file to the lexicon `name`. Lines that begin with "#" are comments, but
  /// "#! fold" says that keys are lower case. Throws Error with file and line.
  void read(const std::string& name, std::istream& in, const std::string& file);
  /// The image of all that was read; the order in which lexicons were read changes no byte.
  std::string image() const;

 private:
  struct Entry {
    std::string value;
    bool has_value = false;
    bool longer = false;
  };
  struct Table {
    bool folds = false;
    std::map<std::string, Entry> entries;
  };
  static void add_prefixes(Table& table);
  struct Packed;
  template <class Pool>
  static Packed pack(const std::string& name, const Table& table, Pool& pool);

  std::map<std::string, Table> tables_;
};

}  // namespace tidings
