// Everything.
#pragma once

#include "tidings/corpus/corpus.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/diff.hpp"
#include "tidings/graph/explain.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/pairs.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/graph/select.hpp"
#include "tidings/graph/timeline.hpp"
#include "tidings/text/conllu.hpp"
#include "tidings/version.hpp"
