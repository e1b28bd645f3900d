"""Tidings reads English news and says who did what to whom, when, how sure that is, and who says so.

    import tidings
    graph = tidings.extract("Anna Weber met Marek Novak in Vienna.", published="2015-09-13")
    for event in graph.events():
        print(event.type, [node.name for node in event.fillers()])

Offsets count code points, as Python's strings do: `text[mention.begin:mention.end] == mention.text`.
"""
from __future__ import annotations

import functools
from typing import Any, Iterable, Iterator, Mapping, Union

from ._analysis import Analysis
from ._corpus import Corpus
from ._error import Error
from ._graph import Diff, Graph, Tables, diff, formats, merge
from ._native import Claim, Document, Edge, Mention, Node, Table, Token, _Analyzer, _version

__all__ = ["Analysis", "Analyzer", "Claim", "Corpus", "Diff", "Document", "Edge", "Error", "Graph", "Mention", "Node",
           "Table", "Tables", "Text", "Token", "__version__", "diff", "extract", "formats", "merge", "pipe"]

__version__ = _version()

Text = Union[str, bytes, Mapping[str, Any]]
"""A document: its text, or a mapping with the keys of a JSON line (`text`, `id`, `title`, `published`, `source`)."""


class Analyzer(_Analyzer):
    """Texts in, graphs out. It never changes after it was made, and one serves all threads.

    `rules` are files of rules and `names` files of names of your own types, as `tidings train names` makes them;
    `model` is an image of weights in the place of the one inside. `offsets` is "codepoint" (Python's), "byte" or
    "utf16". With `texts` a graph keeps the texts of its documents, to show sentences. Raises `Error` where a file is
    wrong.
    """

    def __init__(self, *, rules: Iterable[str] = (), names: Iterable[str] = (), model: str = "",
                 offsets: str = "codepoint", texts: bool = False) -> None:
        super().__init__([str(file) for file in rules], [str(file) for file in names], str(model), offsets, texts)

    def extract(self, text: str | bytes, *, published: object = None, id: object = None, name: object = None,
                title: object = None, source: object = None) -> Graph:
        """The graph of one text. Any text is good, and any bytes.

        `published` is the day of publication (a date, or a str that begins with YYYY-MM-DD); without it "on Friday"
        has no date. `id` is your own key, `source` the publisher.
        """
        return Graph(self._extract(text, id, name, title, published, source))

    def pipe(self, documents: Iterable[Text], *, threads: int = 1) -> Iterator[Graph]:
        """The graphs of many documents, in their order. The threads run outside of Python's lock; their number changes
        the time, and not a byte of the result. A few documents a thread are read ahead, and no more."""
        return map(Graph, self._pipe(documents, threads))

    def analyze(self, text: str | bytes, *, published: object = None) -> Analysis:
        """All layers of one text: tokens, syntax, names, and its graph."""
        return Analysis(self._analyze(text, published))


@functools.lru_cache(maxsize=None)
def _default() -> Analyzer:
    return Analyzer()


def extract(text: str | bytes, *, published: object = None, id: object = None, name: object = None,
            title: object = None, source: object = None) -> Graph:
    """The graph of one text; see `Analyzer.extract`."""
    return _default().extract(text, published=published, id=id, name=name, title=title, source=source)


def pipe(documents: Iterable[Text], *, threads: int = 1) -> Iterator[Graph]:
    """The graphs of many documents, in their order; see `Analyzer.pipe`."""
    return _default().pipe(documents, threads=threads)
