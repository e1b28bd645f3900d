#include "cli/output.hpp"

#include <unistd.h>

#include <iostream>

#include "tidings/error.hpp"

namespace tidings::cli {

Output::Output(const std::string& file) {
  if (file.empty() || file == "-") return;
  file_ = file;
  std::error_code none;
  if (std::filesystem::exists(file_, none) && !std::filesystem::is_regular_file(file_, none)) {
    out_.open(file_, std::ios::binary);  // a device or a pipe can't be put in the place of another
    if (!out_) throw Error(file_.string() + ": can't be written");
    return;
  }
  if (std::filesystem::is_symlink(file_, none)) file_ = std::filesystem::canonical(file_, none);
  unfinished_ = file_;
  unfinished_ += ".unfinished-" + std::to_string(::getpid());
  out_.open(unfinished_, std::ios::binary);
  if (!out_) throw Error(file_.string() + ": can't be written");
}

Output::~Output() {
  if (unfinished_.empty()) return;
  out_.close();
  std::error_code none;
  std::filesystem::remove(unfinished_, none);
}

std::ostream& Output::stream() noexcept {
  if (file_.empty()) return std::cout;
  return out_;
}

void Output::commit() {
  stream().flush();
  if (!stream()) throw Error((file_.empty() ? std::string("standard output") : file_.string()) + ": can't be written");
  if (file_.empty()) return;
  out_.close();
  if (unfinished_.empty()) return;
  std::error_code failure;
  std::filesystem::rename(unfinished_, file_, failure);
  if (failure) throw Error(file_.string() + ": can't be written: " + failure.message());
  unfinished_.clear();
}

}  // namespace tidings::cli
