// Files of the tests, and the command as a shell runs it.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace tidings::test {

inline std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Folders that are missing are made.
inline void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

/// Sorted; none where there is no such folder.
inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, const std::string& extension) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Result {
  int status = -1;
  std::string out;
  std::string messages;
};

/// Runs lines of shell in a folder, where `tidings` is in the PATH, until one of them fails. What they say is left in
/// the files "out" and "messages", their input is the file "input" where there is one.
inline Result shell(const std::filesystem::path& folder, const std::string& lines) {
  write(folder / "lines.sh",
        "set -e\ncd '" + folder.string() + "'\nPATH='" TIDINGS_BINARY_DIR "':\"$PATH\"\n" + lines + '\n');
  const auto quoted = [&](const char* name) { return " '" + (folder / name).string() + "'"; };
  const std::string input = std::filesystem::exists(folder / "input") ? quoted("input") : " /dev/null";
  const int status = std::system(
      ("sh" + quoted("lines.sh") + " <" + input + " >" + quoted("out") + " 2>" + quoted("messages")).c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(folder / "out"), content(folder / "messages")};
}

}  // namespace tidings::test
