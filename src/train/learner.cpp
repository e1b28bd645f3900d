#include "train/learner.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tidings::train {

Learner::Learner(std::size_t classes, unsigned cutoff, float rate)
    : classes_(classes), cutoff_(cutoff), rate_(rate), slots_(std::size_t{1} << 16) {}

Learner::Slot& Learner::slot_of(FeatureKey key) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (key >> 20) & mask;
  while (slots_[at].count != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return slots_[at];
}

void Learner::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.count != 0) slot_of(slot.key) = slot;
  }
}

void Learner::rows_of(std::span<const FeatureKey> keys, bool counts, std::vector<std::uint32_t>& rows) {
  rows.clear();
  for (const FeatureKey key : keys) {
    Slot& slot = slot_of(key);
    if (counts) {
      slot.key = key;
      if (slot.count++ == 0) ++used_;
      if (slot.count == cutoff_ && slot.row == no_row) {
        slot.row = static_cast<std::uint32_t>(rows_++);
        weights_.resize(rows_ * classes_);
        cells_.resize(rows_ * classes_);
      }
    }
    if (slot.row != no_row) rows.push_back(slot.row);
    if (counts && used_ * 2 > slots_.size()) grow();
  }
}

void Learner::add_scores(std::span<const std::uint32_t> rows, float* scores) const noexcept {
  for (const std::uint32_t row : rows) {
    const float* weights = &weights_[row * classes_];
    for (std::size_t c = 0; c < classes_; ++c) scores[c] += weights[c];
  }
}

void Learner::step(std::span<const std::uint32_t> rows, std::size_t in_class, float gradient) noexcept {
  for (const std::uint32_t row : rows) {
    const std::size_t at = row * classes_ + in_class;
    Cell& cell = cells_[at];
    float& weight = weights_[at];
    cell.sum += weight * static_cast<float>(time_ - cell.since);
    cell.since = time_;
    cell.squares += gradient * gradient;
    weight -= rate_ * gradient / std::sqrt(cell.squares + 1e-2F);
  }
}

void Learner::finish() noexcept {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    Cell& cell = cells_[i];
    cell.sum += weights_[i] * static_cast<float>(time_ - cell.since);
    cell.since = time_;
    weights_[i] = time_ == 0 ? 0 : cell.sum / static_cast<float>(time_);
  }
}

std::string Learner::pack(float threshold, float& scale) const {
  float largest = 1e-6F;
  for (const float weight : weights_) largest = std::max(largest, std::fabs(weight));
  scale = largest / 127;
  struct Entry {
    FeatureKey key;
    std::string bytes;
  };
  std::vector<Entry> entries;
  for (const Slot& slot : slots_) {
    if (slot.row == no_row) continue;
    std::string bytes;
    for (std::size_t c = 0; c < classes_; ++c) {
      const float weight = weights_[slot.row * classes_ + c];
      const long rounded = std::lround(weight / scale);
      if (std::fabs(weight) < threshold || rounded == 0) continue;
      bytes += static_cast<char>(c);
      bytes += static_cast<char>(rounded);
    }
    if (!bytes.empty()) entries.push_back({slot.key, std::move(bytes)});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  std::uint32_t bucket_bits = 4;
  while ((std::size_t{2} << bucket_bits) < entries.size()) ++bucket_bits;
  std::vector<std::uint32_t> begins((std::size_t{1} << bucket_bits) + 1, 0);
  std::string data;
  std::size_t bucket = 0;
  for (const Entry& entry : entries) {
    while (bucket < entry.key >> (64 - bucket_bits)) begins[++bucket] = static_cast<std::uint32_t>(data.size());
    const auto fingerprint = static_cast<std::uint16_t>(entry.key);
    data.append(reinterpret_cast<const char*>(&fingerprint), 2);
    data += static_cast<char>(entry.bytes.size() / 2);
    data += entry.bytes;
  }
  while (bucket + 1 < begins.size()) begins[++bucket] = static_cast<std::uint32_t>(data.size());
  const std::uint32_t header[4] = {static_cast<std::uint32_t>(classes_), bucket_bits, 0,
                                   static_cast<std::uint32_t>(data.size())};
  std::string out(reinterpret_cast<const char*>(header), sizeof header);
  std::memcpy(out.data() + 8, &scale, 4);
  out.append(reinterpret_cast<const char*>(begins.data()), begins.size() * 4);
  data.resize((data.size() + 63) / 64 * 64);
  return out + data;
}

}  // namespace tidings::train
