"""Corpus: many documents, one graph, kept in one file."""
from __future__ import annotations

import contextlib
import os
from typing import Iterator

from . import _native
from ._graph import Diff, Graph, diff


class Corpus(_native._Corpus):
    """Graphs of documents under their keys (`id`, else `name`), in one file that outlives crashes; ":memory:" keeps
    them nowhere. Which nodes are the same thing is decided in `snapshot`, from nothing but the documents that are there.
    May be shared between threads: one works at a time. Raises `Error` where the file is none of ours, or damaged."""

    def __init__(self, file: str | os.PathLike[str] = ":memory:", *, read_only: bool = False) -> None:
        super().__init__(os.fspath(file), read_only)

    def add(self, graph: _native.Graph) -> bool:
        """Adds the graph of one document. False, and nothing is done, where its key is there already."""
        return self._add(graph)

    def replace(self, graph: _native.Graph) -> bool:
        """Adds the graph in the place of what had its key. True where there was one."""
        return self._replace(graph)

    def remove(self, key: str) -> bool:
        """False where there is none."""
        return self._remove(key)

    def keys(self) -> list[str]:
        """In their order (by bytes of UTF-8)."""
        return self._keys()

    def __contains__(self, key: str) -> bool:
        return self._document(key) is not None

    def __getitem__(self, key: str) -> Graph:
        """The graph of one document as it was added."""
        found = self._document(key)
        if found is None:
            raise KeyError(key)
        return Graph(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def snapshot(self) -> Graph:
        """One graph of all documents."""
        return Graph(self._snapshot())

    def diff(self, earlier: _native.Graph) -> Diff:
        """What is different now from an earlier snapshot."""
        return diff(earlier, self.snapshot())

    def constrain(self, toml: str, file: str = "constraints") -> None:
        """What you know better than the resolution, in the place of what was told before: TOML that says which entities
        are one and which are not (docs/graph.md); empty: nothing. Kept in the file; documents stay as they are. `Error`
        where it can't be read; `file` is its name there."""
        self._constrain(toml, file)

    @property
    def constraints(self) -> str:
        """What was told so."""
        return self._constraints()

    @contextlib.contextmanager
    def batch(self) -> Iterator[Corpus]:
        """Changes inside are all done, or none where an exception leaves the block; and much faster."""
        self._begin()
        try:
            yield self
        except BaseException:
            self._end(False)
            raise
        self._end(True)
