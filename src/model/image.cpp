#include "model/image.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>

#include "tidings/error.hpp"

namespace tidings {

namespace {

static_assert(std::endian::native == std::endian::little, "images are little endian and used where they lie");

constexpr std::uint64_t magic = 0x314c444d44495400ULL;  // NUL "TIDMDL1"
constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::uint32_t version = 1;
constexpr std::size_t longest_name = 23;

struct Header {
  std::uint64_t magic;
  std::uint32_t byte_order;
  std::uint32_t version;
  std::uint64_t size;      // of the image in bytes
  std::uint64_t checksum;  // of all bytes behind the header
  std::uint32_t sections;
  std::uint32_t reserved;
  std::array<char, 24> name;
};
static_assert(sizeof(Header) == 64);

struct Entry {
  std::array<char, 24> name;
  std::uint64_t offset;  // from the image's begin
  std::uint64_t size;
};
static_assert(sizeof(Entry) == 40);

std::uint64_t checksum_of(std::span<const std::byte> bytes) noexcept {
  std::uint64_t sum = 0x9e3779b97f4a7c15ULL ^ bytes.size();
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t length = bytes.size() < 8 ? bytes.size() : 8;
    std::memcpy(&word, bytes.data(), length);
    sum = std::rotl((sum ^ word) * 0xff51afd7ed558ccdULL, 29);
    bytes = bytes.subspan(length);
  }
  return sum;
}

std::string_view text_of(const std::array<char, 24>& name) noexcept {
  return {name.data(), strnlen(name.data(), name.size())};
}

std::array<char, 24> name_of(std::string_view text) {
  if (text.size() > longest_name)
    throw Error("a name in a model has at most 23 bytes, this has more: " + std::string(text));
  std::array<char, 24> name{};
  std::memcpy(name.data(), text.data(), text.size());
  return name;
}

const Header& header_of(std::span<const std::byte> bytes) noexcept {
  return *reinterpret_cast<const Header*>(bytes.data());
}

std::span<const Entry> directory_of(std::span<const std::byte> bytes) noexcept {
  return {reinterpret_cast<const Entry*>(bytes.data() + sizeof(Header)), header_of(bytes).sections};
}

std::size_t aligned(std::size_t offset) noexcept {
  return (offset + Image::alignment - 1) / Image::alignment * Image::alignment;
}

void check(std::span<const std::byte> bytes, const std::string& file) {
  const auto fail = [&](const std::string& message) { throw Error(Place{file}, message); };
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % Image::alignment != 0)
    fail("a model must lie at a multiple of 64 bytes");
  if (bytes.size() < sizeof(Header) || header_of(bytes).magic != magic) fail("this is no model of Tidings");
  const Header& header = header_of(bytes);
  if (header.byte_order != byte_order) fail("the model's numbers are in the other byte order");
  if (header.version != version) {
    fail("the model is of version " + std::to_string(header.version) + ", this library reads version " +
         std::to_string(version));
  }
  if (header.size != bytes.size()) {
    fail("the model is cut or padded: " + std::to_string(bytes.size()) + " bytes of " + std::to_string(header.size));
  }
  if (header.checksum != checksum_of(bytes.subspan(sizeof(Header))))
    fail("the model is damaged: its checksum is wrong");
  if (header.sections > (bytes.size() - sizeof(Header)) / sizeof(Entry)) fail("the model's directory is damaged");
  for (const Entry& entry : directory_of(bytes)) {
    if (entry.offset % Image::alignment != 0 || entry.offset > bytes.size() ||
        entry.size > bytes.size() - entry.offset) {
      fail("the model's section " + std::string(text_of(entry.name)) + " lies outside of it");
    }
  }
}

/// A file's bytes in memory as long as someone holds it.
class Mapping {
 public:
  explicit Mapping(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw Error(Place{path}, std::string("the model can't be opened: ") + std::strerror(errno));
    struct stat status {};
    const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    size_ = regular ? static_cast<std::size_t>(status.st_size) : 0;
    address_ = size_ != 0 ? ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    ::close(file);
    if (address_ == MAP_FAILED) throw Error(Place{path}, "this is no model of Tidings: not a file, or empty");
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { ::munmap(address_, size_); }

  std::span<const std::byte> bytes() const noexcept { return {static_cast<const std::byte*>(address_), size_}; }

 private:
  void* address_ = MAP_FAILED;
  std::size_t size_ = 0;
};

}  // namespace

void image_detail::throw_short() { throw Error("a section of the model is shorter than it says"); }

Image Image::trusted(std::span<const std::byte> bytes) {
  Image image;
  image.bytes_ = bytes;
  image.name_ = text_of(header_of(bytes).name);
  return image;
}

Image Image::view(std::span<const std::byte> bytes, const std::string& file) {
  check(bytes, file);
  Image image = trusted(bytes);
  image.file_ = file;
  return image;
}

Image Image::map(const std::string& path) {
  auto mapping = std::make_shared<const Mapping>(path);
  Image image = view(mapping->bytes(), path);
  image.mapping_ = std::move(mapping);
  return image;
}

std::span<const std::byte> Image::section(std::string_view name) const noexcept {
  for (const Entry& entry : directory_of(bytes_)) {
    if (text_of(entry.name) == name) return bytes_.subspan(entry.offset, entry.size);
  }
  return {};
}

void ImageWriter::add(std::string_view name, std::string bytes) { sections_.emplace_back(name, std::move(bytes)); }

std::string ImageWriter::finish(std::string_view model_name) const {
  std::string out(sizeof(Header) + sections_.size() * sizeof(Entry), '\0');
  std::vector<Entry> directory;
  for (const auto& [name, bytes] : sections_) {
    out.resize(aligned(out.size()));
    directory.push_back({name_of(name), out.size(), bytes.size()});
    out += bytes;
  }
  std::memcpy(out.data() + sizeof(Header), directory.data(), directory.size() * sizeof(Entry));
  Header header{magic, byte_order,         version, out.size(), 0, static_cast<std::uint32_t>(sections_.size()),
                0,     name_of(model_name)};
  header.checksum = checksum_of(std::as_bytes(std::span(out).subspan(sizeof(Header))));
  std::memcpy(out.data(), &header, sizeof(Header));
  return out;
}

}  // namespace tidings
