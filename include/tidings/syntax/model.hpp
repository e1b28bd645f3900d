// Model: the learned weights of syntax, names and coreference, in one image.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "tidings/syntax/factuality.hpp"
#include "tidings/syntax/names.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings {

/// Work memory of one thread. May be kept between calls, so that the steady state allocates nothing; holds no state
/// that changes a result. Cheap to construct.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  struct Buffers;
  Buffers& buffers() noexcept { return *buffers_; }

 private:
  std::unique_ptr<Buffers> buffers_;
};

/// Immutable and shared between threads. Copies are cheap: they share the image.
class Model {
 public:
  /// The image inside the library. Nothing is copied or parsed.
  static Model builtin();
  /// Maps a file. Throws Error where it is damaged, of another version, or made for other features.
  static Model load(const std::string& path);
  /// The bytes must be 64-byte aligned and outlive the model.
  static Model view(std::span<const std::byte> image);
  /// This model and a user's own names besides, from a file that `tidings train names` made. A built-in type that the
  /// file knows is the file's alone; names of the others stay as they are, but for those that lie inside a user's name
  /// that is at least half sure. May be called
  /// again for a further file, whose names win over the earlier ones' in the same way. Throws Error where the file is
  /// damaged, holds no names, or was made for other features.
  Model with_names(const std::string& path) const;
  Model with_names(std::span<const std::byte> image) const;

  const std::string& name() const noexcept;      ///< "en-news-1"
  const NameTypes& name_types() const noexcept;  ///< the built-in ones, then the user's

  struct Parts;
  const Parts& parts() const noexcept { return *parts_; }

 private:
  explicit Model(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

struct Analysis {
  Syntax syntax;
  Names names;
  Factuality factuality;  ///< empty where the model has another encoder than the weights of factuality
};

class Knowledge;

/// Tags, features, lemmas, dependencies, names and factuality of all sentences. Linear in the length; thread-safe;
/// throws nothing but std::bad_alloc. The names know the whole document: what is a person once is a person everywhere.
Analysis analyze_language(const Source& source, const Page& page, const Tokens& tokens, const Sentences& sentences,
                          const Model& model, const Knowledge& knowledge, Workspace& workspace);

}  // namespace tidings
