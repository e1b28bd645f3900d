#include "model/section_text.hpp"

#include <cstdint>
#include <cstring>

#include "model/image.hpp"

namespace tidings {

namespace {
constexpr std::size_t padded(std::size_t size) noexcept {
  return (size + sizeof(std::uint32_t) + Image::alignment - 1) / Image::alignment * Image::alignment -
         sizeof(std::uint32_t);
}
}  // namespace

std::string pack_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  const auto size = static_cast<std::uint32_t>(text.size());
  std::string out(reinterpret_cast<const char*>(&size), sizeof size);
  out += text;
  out.resize(sizeof size + padded(size));
  return out;
}

std::vector<std::string> take_lines(std::span<const std::byte>& bytes) {
  const std::uint32_t size = take<std::uint32_t>(bytes, 1)[0];
  const auto text_bytes = take<char>(bytes, padded(size));
  std::string_view text(text_bytes.data(), size);
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

}  // namespace tidings
