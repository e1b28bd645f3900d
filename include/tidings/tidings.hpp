// Everything.
#pragma once

#include "tidings/extractor.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/text/conllu.hpp"
#include "tidings/version.hpp"
