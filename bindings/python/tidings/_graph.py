"""Graph: what a text tells, and the forms in which other programs want it."""
from __future__ import annotations

import functools
import html
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Iterable, Iterator, NamedTuple

from . import _native
from ._native import Claim, Document, Edge, Mention, Node, Table

if TYPE_CHECKING:
    import networkx
    import pandas
    import pyarrow


class Tables(NamedTuple):
    """The five tables of a graph. `mentions.of` is the id of the node or edge that the words speak for."""

    documents: Any
    nodes: Any
    edges: Any
    mentions: Any
    claims: Any


def formats() -> list[str]:
    """The formats that `Graph.to` writes."""
    return _native._formats()


def merge(graphs: Iterable[_native.Graph], *, events: bool = True, constraints: str = "") -> Graph:
    """One graph of many: the same person, agency, place, day or event is one node. Without `events` those of each document
    stay apart. `constraints` is TOML that says which entities are one and which are not (docs/graph.md); `Error` where it
    can't be read or contradicts itself."""
    return Graph(_native._merge(graphs, events, constraints, "constraints"))


class Diff(NamedTuple):
    """What is different between two graphs; `str` tells it in words. Nodes are known by their words: two are the same
    where they share a mention."""

    added: list[Node]
    removed: list[Node]
    changed: list[tuple[Node, Node]]
    """Before and after: another name, type, certainty, time or attributes."""
    merged: list[tuple[list[Node], Node]]
    """Several before that are one."""
    split: list[tuple[Node, list[Node]]]
    """One before that is several."""
    added_edges: list[Edge]
    removed_edges: list[Edge]
    text: str

    def __str__(self) -> str:
        return self.text


def diff(before: _native.Graph, after: _native.Graph) -> Diff:
    """What is new, gone, changed, merged and split, as `tidings diff` tells it."""
    return Diff(*_native._diff(before, after))


class Graph(_native.Graph):
    """Entities, events and times, and what connects them. It never changes; reading it from several threads is safe."""

    # What is asked for is made once.
    @functools.cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in order of first appearance."""
        return tuple(self._nodes())

    @functools.cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, in order of first appearance."""
        return tuple(self._edges())

    @functools.cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Who says what."""
        return tuple(self._claims())

    @functools.cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents that were read."""
        return tuple(self._documents())

    @functools.cached_property
    def _by_id(self) -> dict[str, Node | Edge | Claim]:
        return {item.id: item for items in (self.nodes, self.edges, self.claims) for item in items}

    def mentions(self) -> Iterator[Mention]:
        """The words of all nodes."""
        return (mention for node in self.nodes for mention in node.mentions)

    def entities(self) -> list[Node]:
        """People, organizations, places, groups …"""
        return self._entities()

    def people(self) -> list[Node]:
        """Entities that are persons."""
        return self._people()

    def organizations(self) -> list[Node]:
        """Entities that are organizations."""
        return self._organizations()

    def agencies(self) -> list[Node]:
        """Organizations that act for a state: ministries, courts, police, military …"""
        return self._agencies()

    def events(self, type: str = "") -> list[Node]:
        """Events; of a type ("contact.meet") or a family of types ("contact") where one is told."""
        return self._events(type)

    def timeline(self) -> list[Node]:
        """Events with a date, the earliest first."""
        return self._timeline()

    def named(self, name: str) -> Node | None:
        """The entity with this name or alias; capitals don't matter."""
        return self._named(name)

    def path(self, start: Node, end: Node) -> list[Edge]:
        """The edges of the shortest way between two nodes; empty where there is none."""
        return self._path(start, end)

    def __getitem__(self, id: str) -> Any:
        """The node, edge or claim with this id."""
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __repr__(self) -> str:
        return f"<Graph: {len(self.documents)} documents, {len(self.nodes)} nodes, {len(self.edges)} edges>"

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Graph.from_json, (self._compact_json(),)

    # Forms for other programs.

    def to(self, format: str) -> str:
        """The graph in one of `formats()`: "graphml", "turtle", "cypher" …, as `tidings extract --format` writes it."""
        return self._write(format)

    def to_json(self) -> str:
        """JSON as docs/graph-format.md tells it."""
        return self._write("json")

    @staticmethod
    def from_json(text: str | bytes) -> Graph:
        """A graph that `to_json` wrote, or another program in the same format. Raises `Error`."""
        return Graph(_native._read_json(text))

    def to_dot(self, *, nodes: int = 80, all: bool = False) -> str:
        """GraphViz's language: the nodes that the text makes most of; with `all` also what it tells in passing."""
        return self._dot(nodes, all)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """A networkx graph; keys of nodes and edges are their ids, and what is known is in their attributes."""
        import networkx

        made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(model=self.model, offsets=self.offsets)
        for n in self.nodes:
            begin, end = n.when or (None, None)
            told = {"kind": n.kind, "type": n.type, "name": n.name, "aliases": n.aliases, "modality": n.modality,
                    "polarity": n.polarity, "tense": n.tense, "begin": begin, "end": end, "value": n.value,
                    "score": n.score, "codes": n.codes, "attributes": n.attributes, "mentions": len(n.mentions)}
            made.add_node(n.id, **{key: value for key, value in told.items() if value not in (None, [], {})})
        for e in self.edges:
            made.add_edge(e.source.id, e.target.id, key=e.id, kind=e.kind, type=e.type, score=e.score,
                          attributes=e.attributes, words=e.mentions[0].text if e.mentions else "")
        return made

    def table(self, name: str) -> Table:
        """One of the tables ("documents", "nodes", "edges", "mentions", "claims") for whatever reads Arrow: Polars,
        DuckDB, pyarrow. The buffers are handed over, not copied."""
        return _native._table(self, name)

    def to_arrow(self) -> Tables:
        """All tables as `pyarrow.Table`."""
        import pyarrow

        def of(name: str) -> pyarrow.Table:
            return pyarrow.table(self.table(name))

        return Tables(*map(of, Tables._fields))

    def to_pandas(self) -> Tables:
        """All tables as `pandas.DataFrame`; goes through Arrow."""

        def of(table: pyarrow.Table) -> pandas.DataFrame:
            return table.to_pandas(maps_as_pydicts="strict")

        return Tables(*map(of, self.to_arrow()))

    def to_parquet(self, folder: str) -> None:
        """Writes all tables into a folder, one Parquet file each."""
        import pathlib

        import pyarrow.parquet

        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        for name, table in zip(Tables._fields, self.to_arrow()):
            pyarrow.parquet.write_table(table, pathlib.Path(folder) / f"{name}.parquet")

    def to_html(self, title: str = "") -> str:
        """The whole graph as one page: picture, timeline, names, and the words behind every line."""
        return self._view(title)

    def _repr_html_(self) -> str:
        """For notebooks: the picture where GraphViz is installed, else the page."""
        svg = _drawn(self.to_dot(nodes=24))
        if svg is not None:
            return f'<div style="overflow:auto">{svg}</div>'
        page = html.escape(self.to_html(), quote=True)
        return f'<iframe sandbox="allow-scripts" style="width:100%;height:36em;border:0" srcdoc="{page}"></iframe>'


def _drawn(dot: str) -> str | None:
    program = shutil.which("dot")
    if program is None:
        return None
    try:
        done = subprocess.run([program, "-Tsvg"], input=dot.encode(), capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    svg = done.stdout.decode("utf-8", "replace")
    return svg[svg.index("<svg"):] if "<svg" in svg else None
