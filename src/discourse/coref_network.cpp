#include "discourse/coref_network.hpp"

#include <charconv>

#include "discourse/coref_features.hpp"
#include "tidings/error.hpp"

extern "C" const char tidings_coref[];
extern "C" const char tidings_coref_end[];

namespace tidings {

namespace {

class TableReader {
 public:
  explicit TableReader(std::string_view table) : rest_(table) {}

  /// The next line's name; its numbers go to `out`.
  std::string_view line(std::int16_t* out, std::size_t count) {
    ++number_;
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    const std::size_t tab = line.find('\t');
    const std::string_view name = line.substr(0, tab);
    const char* at = line.data() + (tab == std::string_view::npos ? line.size() : tab + 1);
    const char* last = line.data() + line.size();
    for (std::size_t i = 0; i < count; ++i) {
      while (at < last && *at == ' ') ++at;
      const auto [after, error] = std::from_chars(at, last, out[i]);
      if (error != std::errc())
        throw Error("coref.tsv, line " + std::to_string(number_) + ": expected " + std::to_string(count) + " numbers");
      at = after;
    }
    return name;
  }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

}  // namespace

CorefNetwork::CorefNetwork(std::string_view table) {
  if (table.empty()) return;
  const auto& names = coref_column_names();
  weights_.resize(names.size() * stride);
  TableReader reader(table);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = reader.line(weights_.data() + i * stride, width);
    if (name != names[i])
      throw Error("coref.tsv: found column '" + std::string(name) + "', expected '" + names[i] + "'");
  }
  reader.line(output_.data(), hidden);
}

const CorefNetwork& CorefNetwork::builtin() {
  static const CorefNetwork network(
      std::string_view(tidings_coref, static_cast<std::size_t>(tidings_coref_end - tidings_coref)));
  return network;
}

}  // namespace tidings
