// Attachments that words and names decide better than a parser does: "met with FBI Director James Comey" has one person
// at its end, whatever the tree says.
#pragma once

#include "tidings/syntax/names.hpp"

namespace tidings {

class Knowledge;
struct Document;

/// Gives tokens of `document.syntax` another head where its names and words leave no choice:
///   a body, a title and a name in a row are one phrase, whose head is the name;
///   "prior to Xi visiting", "with Xi saying": the name is the subject of what follows;
///   "accused hackers of attacks": the attacks are what the verb accuses of;
///   "US and Chinese officials": both words describe the officials;
///   what a comma sets off behind a relative clause belongs to the main clause.
/// Every sentence stays a tree. Reads text, tokens, sentences, syntax and names; linear; thread-safe.
void mend_attachments(Document& document, const Knowledge& knowledge);

}  // namespace tidings
