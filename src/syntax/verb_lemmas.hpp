// Lemmas of regular verbs that the model has cut wrongly.
#pragma once

namespace tidings {

class Knowledge;
struct Document;

/// "declined", read as a form of "declin", is one of "decline": where a verb's lemma is no verb, the base forms that
/// its ending leaves are tried in turn. Reads text, tokens and syntax; linear; thread-safe.
void mend_verb_lemmas(Document& document, const Knowledge& knowledge);

}  // namespace tidings
