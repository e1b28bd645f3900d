#include "tidings/syntax/model.hpp"

#include "model/engine.hpp"
#include "model/image.hpp"
#include "model/parts.hpp"
#include "tidings/error.hpp"

extern "C" const unsigned char tidings_model[];
extern "C" const unsigned char tidings_model_end[];

namespace tidings {

struct Workspace::Buffers {
  Engine::Buffers engine;
};

Workspace::Workspace() : buffers_(std::make_unique<Buffers>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

namespace {

std::shared_ptr<const Model::Parts> read_parts(Image image) {
  try {
    auto parts = std::make_shared<Model::Parts>();
    parts->image = std::move(image);
    parts->engine = Engine(parts->image);
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

const std::string& Model::name() const noexcept { return parts_->image.name(); }

const NameTypes& Model::name_types() const noexcept { return parts_->name_types; }

Analysis analyze_language(const Source& source, const Page&, const Tokens& tokens, const Sentences& sentences, const Model& model,
                          const Knowledge& knowledge, Workspace& workspace) {
  const TokenFeatureReader reader(knowledge);
  return model.parts().engine.analyze(source, tokens, sentences, reader, workspace.buffers().engine);
}

}  // namespace tidings
