#include "discourse/coref_network.hpp"

#include "discourse/coref_features.hpp"
#include "model/weight_table.hpp"

extern "C" const char tidings_coref[];
extern "C" const char tidings_coref_end[];

namespace tidings {

CorefNetwork::CorefNetwork(std::string_view table) {
  if (table.empty()) return;
  const auto& names = coref_column_names();
  weights_.resize(names.size() * stride);
  WeightTable reader("coref.tsv", table);
  for (std::size_t i = 0; i < names.size(); ++i) reader.read(names[i], weights_.data() + i * stride, width);
  reader.read("output", output_.data(), hidden);
}

const CorefNetwork& CorefNetwork::builtin() {
  static const CorefNetwork network(
      std::string_view(tidings_coref, static_cast<std::size_t>(tidings_coref_end - tidings_coref)));
  return network;
}

}  // namespace tidings
