// Lines of text at the begin of a section: names of classes and the like. u32 length, the text, padding to 64 bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidings {

std::string pack_lines(const std::vector<std::string>& lines);
/// Moves `bytes` behind them. Throws Error where they are cut.
std::vector<std::string> take_lines(std::span<const std::byte>& bytes);

}  // namespace tidings
