#include "discourse/lexicon.hpp"

#include <algorithm>

#include "discourse/lexicon_image.hpp"

extern "C" const unsigned char tidings_lexicons[];

namespace tidings {

namespace image = lexicon_image;

struct Knowledge::Parts {
  const unsigned char* image;
  std::span<const image::Directory> directory;

  std::string_view pool(std::uint32_t offset, std::uint32_t length) const noexcept {
    const auto* header = reinterpret_cast<const image::Header*>(image);
    return {reinterpret_cast<const char*>(image) + header->pool + offset, length};
  }
};

Knowledge Knowledge::builtin() {
  auto parts = std::make_shared<Parts>();
  parts->image = tidings_lexicons;
  const auto* header = reinterpret_cast<const image::Header*>(parts->image);
  parts->directory = {reinterpret_cast<const image::Directory*>(header + 1), header->lexicons};
  return Knowledge(std::move(parts));
}

Lexicon lexicon_of(const Knowledge& knowledge, std::string_view name) {
  const Knowledge::Parts& parts = knowledge.parts();
  const auto name_of = [&](const image::Directory& d) { return parts.pool(d.name_offset, d.name_length); };
  const auto at =
      std::lower_bound(parts.directory.begin(), parts.directory.end(), name,
                       [&](const image::Directory& d, std::string_view wanted) { return name_of(d) < wanted; });
  Lexicon lexicon;
  if (at == parts.directory.end() || name_of(*at) != name) return lexicon;
  lexicon.image_ = parts.image;
  lexicon.directory_ = &*at;
  return lexicon;
}

std::string_view Fields::operator[](std::size_t index) const noexcept {
  std::string_view rest = rest_;
  for (; index > 0; --index) {
    const std::size_t tab = rest.find('\t');
    if (tab == std::string_view::npos) return {};
    rest.remove_prefix(tab + 1);
  }
  return rest.substr(0, rest.find('\t'));
}

std::size_t Lexicon::size() const noexcept {
  return directory_ == nullptr ? 0 : static_cast<const image::Directory*>(directory_)->entries;
}

bool Lexicon::folds() const noexcept {
  return directory_ != nullptr && static_cast<const image::Directory*>(directory_)->folds != 0;
}

Lexicon::Found Lexicon::look_up(std::string_view key) const noexcept {
  const auto& directory = *static_cast<const image::Directory*>(directory_);
  const std::uint8_t* tags = image_ + directory.tags_offset;
  const std::uint32_t hash = image::hash_of(key);
  const std::uint8_t tag = image::tag_of(hash);
  for (std::uint32_t at = image::first_slot(hash, directory.slots); tags[at] != image::free_tag;
       at = at + 1 == directory.slots ? 0 : at + 1) {
    if (tags[at] != tag) continue;
    const auto& candidate = reinterpret_cast<const image::Key*>(image_ + directory.keys_offset)[rank_of(at)];
    if (text_at(candidate.offset, candidate.length) != key) continue;
    Found found{true, candidate.longer != 0, std::nullopt};
    if (candidate.value != image::no_value) {
      const auto& value = reinterpret_cast<const image::Value*>(image_ + directory.values_offset)[candidate.value];
      found.value = LexiconValue(text_at(value.offset, value.length));
    }
    return found;
  }
  return {};
}

std::size_t Lexicon::rank_of(std::uint32_t slot) const noexcept {
  const auto& directory = *static_cast<const image::Directory*>(directory_);
  const std::uint8_t* tags = image_ + directory.tags_offset;
  const std::uint32_t first = slot / image::block * image::block;
  const auto taken = std::count_if(tags + first, tags + slot, [](std::uint8_t tag) { return tag != image::free_tag; });
  return reinterpret_cast<const std::uint32_t*>(image_ + directory.ranks_offset)[slot / image::block] +
         static_cast<std::size_t>(taken);
}

std::string_view Lexicon::text_at(std::uint32_t offset, std::size_t length) const noexcept {
  const std::uint32_t pool = reinterpret_cast<const image::Header*>(image_)->pool;
  return {reinterpret_cast<const char*>(image_) + pool + offset, length};
}

std::optional<LexiconValue> Lexicon::find(std::string_view key) const noexcept {
  if (directory_ == nullptr || key.empty() || key.size() >= longest_key) return std::nullopt;
  if (!folds()) return look_up(key).value;
  char folded[longest_key];
  return look_up({folded, fold_key(key, folded, longest_key)}).value;
}

}  // namespace tidings
