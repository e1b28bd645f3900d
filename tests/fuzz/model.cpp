// The sections of a model, with a right checksum around any bytes: refused, or read to some answer. The first byte
// chooses the section, the next two where in it the other bytes are written over.
#include "model/small_model.hpp"

#include "fuzz/fuzz.hpp"
#include "model/name_recognizer.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/syntax/model.hpp"

using namespace tidings;

namespace {

void analyze(const Model& model) {
  static const Knowledge knowledge = Knowledge::builtin();
  const Source source("Anna Weber met the MINISTER in Oslo, 3.5 km away.\nxyzzy\n");
  const Page page = read_page(source);
  const Tokens tokens = tokenize(source, page);
  const Sentences sentences = split_sentences(source, page, tokens);
  Workspace workspace;
  const Analysis analysis = analyze_language(source, page, tokens, sentences, model, knowledge, workspace);
  for (const TokenId token : tokens.spans.ids()) {
    const TokenId head = analysis.syntax.head[token];
    fuzz::require(!head || sentences.of_token[head] == sentences.of_token[token], "heads are in the sentence");
  }
  for (const Name& name : analysis.names.items)
    fuzz::require(!name.tokens.empty() && name.tokens.end_id.index() <= tokens.size(), "names are inside");
}

// The image as a whole: nothing of it need be right.
void read_image(std::string_view bytes) {
  const test::Aligned aligned{std::string(bytes)};
  try {
    Model::view(aligned.bytes());
  } catch (const Error&) {
  }
}

void read_sections(const test::Sections& sections) {
  const test::Aligned aligned(test::image_of(sections));
  try {
    analyze(Model::view(aligned.bytes()));
  } catch (const Error&) {
  }
}

// A user's names, beside the built-in model.
void read_names(std::string_view section) {
  static const Model builtin = Model::builtin();
  const test::Aligned aligned(test::image_of({{NameRecognizer::section, std::string(section)}}));
  try {
    analyze(builtin.with_names(aligned.bytes()));
  } catch (const Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::string_view rest = fuzz::text_of(data, size).substr(3);
  test::Sections sections = test::small_sections();
  const std::size_t choice = data[0] % (sections.size() + 2);
  if (choice == sections.size()) read_image(rest);
  if (choice == sections.size() + 1) read_names(rest);
  if (choice >= sections.size()) return 0;
  std::string& section = sections[choice].second;
  const std::size_t at = (data[1] + 256u * data[2]) % (section.size() + 1);
  section.replace(at, rest.size(), rest);
  read_sections(sections);
  return 0;
}
