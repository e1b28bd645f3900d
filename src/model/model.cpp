#include "tidings/syntax/model.hpp"

#include "log.hpp"
#include "model/engine.hpp"
#include "model/image.hpp"
#include "model/parts.hpp"
#include "syntax/quantities.hpp"
#include "tidings/error.hpp"

extern "C" const unsigned char tidings_model[];
extern "C" const unsigned char tidings_model_end[];

namespace tidings {

Workspace::Workspace() : buffers_(std::make_unique<Buffers>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

namespace {

std::shared_ptr<const Model::Parts> read_parts(Image image) {
  try {
    if (image.section(Encoder::section).empty())
      throw Error("this is no model of syntax and names for this library: it has no encoder");
    auto parts = std::make_shared<Model::Parts>();
    parts->image = image;
    parts->engine = Engine(parts->image);
    if (const auto log = logger()) log->debug("{}: the weights of syntax and names are mapped", image.file());
    return parts;
  } catch (const Error& error) {
    throw Error(Place{image.file()}, error.message());
  }
}

std::shared_ptr<const Model::Parts> with_user_names(const Model::Parts& base, const Image& image) {
  try {
    const auto section = image.section(NameRecognizer::section);
    if (section.empty()) throw Error("this model has no user's names: `tidings train names` makes one that has");
    auto parts = std::make_shared<Model::Parts>(base);
    parts->user_names.push_back({image, NameRecognizer(section, base.engine.encoder(), parts->name_types)});
    return parts;
  } catch (const Error& error) {
    throw Error(Place{image.file()}, error.message());
  }
}

}  // namespace

Model Model::builtin() {
  const auto bytes = std::as_bytes(std::span(tidings_model, tidings_model_end));
  if (bytes.empty()) throw Error("this library was built without weights");
  return Model(read_parts(Image::trusted(bytes)));
}

Model Model::load(const std::string& path) { return Model(read_parts(Image::map(path))); }

Model Model::view(std::span<const std::byte> image) { return Model(read_parts(Image::view(image))); }

Model Model::with_names(const std::string& path) const { return Model(with_user_names(*parts_, Image::map(path))); }

Model Model::with_names(std::span<const std::byte> image) const {
  return Model(with_user_names(*parts_, Image::view(image)));
}

const std::string& Model::name() const noexcept { return parts_->image.name(); }

const NameTypes& Model::name_types() const noexcept { return parts_->name_types; }

Analysis analyze_language(const Source& source, const Page&, const Tokens& tokens, const Sentences& sentences,
                          const Model& model, const Knowledge& knowledge, Workspace& workspace) {
  const TokenFeatureReader reader(knowledge);
  const Model::Parts& parts = model.parts();
  Workspace::Buffers& buffers = workspace.buffers();
  buffers.engine.keeps_states = buffers.keeps_states || !parts.user_names.empty();
  Analysis analysis = parts.engine.analyze(source, tokens, sentences, reader, buffers.engine);
  std::vector<Names> found;  // all of them before any is added: they were trained with the built-in names alone
  for (const Model::Parts::UserNames& user : parts.user_names) {
    found.push_back(
        user.recognizer.recognize(source, tokens, sentences, analysis, buffers.engine.states, buffers.names));
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    drop_names(parts.user_names[i].recognizer.types(), analysis.names);
    add_names(found[i], analysis.names);
  }
  add_quantities(source, tokens, sentences, knowledge, analysis.names);
  return analysis;
}

}  // namespace tidings
