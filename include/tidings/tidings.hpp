// Everything.
#pragma once

#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/text/conllu.hpp"
#include "tidings/version.hpp"
