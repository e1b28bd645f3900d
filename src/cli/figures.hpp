// Figures of an evaluation, for people and for programs.
#pragma once

#include <ostream>
#include <string>

#include "train/evaluate_names.hpp"
#include "train/evaluate_syntax.hpp"

namespace tidings::cli {

/// Two places behind the point, rounded to nearest: "83.10".
std::string percent(double value);

/// The first row in full (every type), the others in one line each.
void write_table(std::ostream& out, const train::NameReports& reports);
void write_table(std::ostream& out, const train::SyntaxReports& reports);
/// One object: the figures of the first row, and in "robust" an object for each of all rows, where there are several.
void write_json(std::ostream& out, const train::NameReports& reports);
void write_json(std::ostream& out, const train::SyntaxReports& reports);

}  // namespace tidings::cli
