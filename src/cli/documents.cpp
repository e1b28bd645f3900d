#include "cli/documents.hpp"
#include "cli/log.hpp"

#include <charconv>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tidings/error.hpp"

namespace tidings::cli {

namespace {

using Json = nlohmann::json;

std::string read_all(std::istream& in) {
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// What the parser of JSON says, without its own name and numbering of lines: every document is one line.
std::string reason_of(const Json::exception& error) {
  const std::string what = error.what();
  const std::size_t column = what.find("column ");
  const std::size_t colon = column == std::string::npos ? what.find("] ") : what.find(": ", column);
  return "not valid JSON: " + (colon == std::string::npos ? what : what.substr(colon + 2));
}

std::string text_of(const Json& value, const std::string& key) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  throw Error("\"" + key + "\" is " + value.type_name() + ", expected a string");
}

std::string optional_text(const Json& object, const std::string& key) {
  const auto at = object.find(key);
  return at == object.end() || at->is_null() ? std::string() : text_of(*at, key);
}

Source document_from(const Json& object) {
  if (!object.is_object()) throw Error(std::string("the line is ") + object.type_name() + ", expected an object");
  const auto text = object.find("text");
  if (text == object.end() || !text->is_string()) throw Error("no string \"text\" in the object");
  Metadata metadata;
  metadata.id = optional_text(object, "id");
  metadata.name = metadata.id;
  metadata.publisher = optional_text(object, "source");
  if (std::string title = optional_text(object, "title"); !title.empty()) metadata.title = std::move(title);
  const std::string published = optional_text(object, "published");
  metadata.published = date_from(std::string_view(published).substr(0, 10));
  if (!published.empty() && !metadata.published) {
    throw Error("\"published\" is \"" + published + "\", expected a day as YYYY-MM-DD");
  }
  return Source(text->get<std::string>(), std::move(metadata));
}

}  // namespace

std::optional<Date> date_from(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const auto number = [&](std::size_t begin, std::size_t length) {
    unsigned value = 0;
    std::from_chars(text.data() + begin, text.data() + begin + length, value);
    return value;
  };
  const Date date(std::chrono::year(static_cast<int>(number(0, 4))), std::chrono::month(number(5, 2)),
                  std::chrono::day(number(8, 2)));
  return date.ok() ? std::optional(date) : std::nullopt;
}

DocumentReader::DocumentReader(std::vector<std::string> files, InputKind kind, std::optional<Date> published)
    : files_(std::move(files)), kind_(kind), published_(published) {
  if (files_.empty()) files_.emplace_back("-");
}

std::optional<Source> DocumentReader::next() { return kind_ == InputKind::text ? next_text() : next_line(); }

void DocumentReader::fail(const std::string& message) {
  failed_ = true;
  log().error("{}", message);
}

bool DocumentReader::open_next() {
  while (next_file_ < files_.size()) {
    name_ = files_[next_file_++];
    line_ = 0;
    log().info("reads {}", name_ == "-" ? "standard input" : name_);
    if (name_ == "-") {
      name_ = "standard input";
      in_ = &std::cin;
      return true;
    }
    std::error_code none;
    file_ = std::ifstream(name_, std::ios::binary);
    if (!file_ || std::filesystem::is_directory(name_, none)) {
      fail(name_ + ": can't be read");
      continue;
    }
    in_ = &file_;
    return true;
  }
  in_ = nullptr;
  return false;
}

std::optional<Source> DocumentReader::next_text() {
  while (open_next()) {
    Metadata metadata;
    metadata.name = in_ == &std::cin ? std::string() : std::filesystem::path(name_).filename().string();
    metadata.published = published_;
    std::string text = read_all(*in_);
    if (!in_->bad()) return Source(std::move(text), std::move(metadata));
    fail(name_ + ": can't be read");
  }
  return std::nullopt;
}

std::optional<Source> DocumentReader::next_line() {
  std::string line;
  while (in_ != nullptr || open_next()) {
    if (!std::getline(*in_, line)) {
      if (in_->bad()) fail(name_ + ": can't be read");
      in_ = nullptr;
      continue;
    }
    ++line_;
    if (line_ == 1 && line.rfind("\xEF\xBB\xBF", 0) == 0) line.erase(0, 3);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (auto source = parse(line)) return source;
  }
  return std::nullopt;
}

std::optional<Source> DocumentReader::parse(const std::string& line) {
  try {
    Source source = document_from(Json::parse(line));
    if (source.metadata().published || !published_) return source;
    Metadata metadata = source.metadata();
    metadata.published = published_;
    return Source(std::string(source.bytes()), std::move(metadata));
  } catch (const Json::out_of_range& error) {
    fail(Error({name_, line_, 1}, reason_of(error)).what());
  } catch (const Json::parse_error& error) {
    fail(Error({name_, line_, static_cast<std::uint32_t>(std::max<std::size_t>(error.byte, 1))}, reason_of(error))
             .what());
  } catch (const Error& error) {
    fail(Error({name_, line_, 1}, error.message()).what());
  }
  return std::nullopt;
}

}  // namespace tidings::cli
