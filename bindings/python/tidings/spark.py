"""Tidings on a cluster: documents in, tables of one graph out, over PySpark (4.0 or newer).

    graphs = spark.extract(documents)          # a DataFrame with `text`, and what it has of id, title, published, source
    graphs.write.parquet("graphs")             # one graph a document: read once, merged as often as one likes
    spark.merge(session.read.parquet("graphs")).write("news")

`merge` decides as `Corpus.snapshot` does which nodes are one, by the same code: blocking keys bring together what may be
one, what is connected by keys is resolved together, everything else apart. Only ids differ: here the id of a node, an
edge or a claim is "KEY#ID", with the key of the document that tells it first and the id in that document's own graph, so
that nothing has to be numbered over all machines, and an id stays when other documents come.
"""
from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, Iterable, Iterator, NamedTuple

from . import Analyzer, _native
from ._graph import Graph

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import Column, DataFrame

GRAPHS = "key string, graph string"
"""What `extract` gives: the document's key, and its graph as JSON on one line."""

SCHEMAS = {
    "documents": "id string, key string, name string, published string, title string, publisher string, length bigint, "
                 "text string",
    "nodes": "id string, kind string, type string, name string, aliases array<string>, attributes map<string,string>, "
             "modality string, polarity string, tense string, begin string, end string, codes map<string,string>, "
             "value string, score float",
    "edges": "id string, kind string, type string, source string, target string, attributes map<string,string>, "
             "score float",
    "mentions": "of string, document string, begin bigint, end bigint, text string, form string, head_begin bigint, "
                "head_end bigint, sentence_begin bigint, sentence_end bigint, rule string, score float",
    "claims": "id string, document string, source string, chain array<string>, cue_begin bigint, cue_end bigint, "
              "cue string, content_begin bigint, content_end bigint, content string, form string, events array<string>",
}
"""The tables of a graph; `table` puts `document_key` and `place` (the row's position in its document) before them."""


class Tables(NamedTuple):
    """The tables of one graph of all documents. `document` is the key of a document, `of` the id of the node or edge
    that the words speak for."""

    documents: DataFrame
    nodes: DataFrame
    edges: DataFrame
    mentions: DataFrame
    claims: DataFrame

    def write(self, folder: str, mode: str = "error") -> None:
        """Parquet, a folder a table."""
        for name, table in zip(self._fields, self):
            table.write.mode(mode).parquet(f"{folder}/{name}")


@functools.lru_cache(maxsize=4)
def _analyzer(rules: tuple[str, ...], names: tuple[str, ...], model: str, texts: bool) -> Analyzer:
    return Analyzer(rules=rules, names=names, model=model, texts=texts)  # once a worker's process


def extract(documents: DataFrame, *, rules: Iterable[str] = (), names: Iterable[str] = (), model: str = "",
            texts: bool = False) -> DataFrame:
    """One graph a document, as JSON with offsets in code points: the bytes of `tidings.extract(…)` on one machine.
    `documents` has `text` and may have `id`, `name`, `title`, `published` and `source`; documents that are merged need an
    `id` of their own. Files must be there on all machines."""
    fields = [name for name in ("text", "id", "name", "title", "published", "source") if name in documents.columns]
    options = (tuple(rules), tuple(names), model, texts)

    def read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        analyzer = _analyzer(*options)
        for batch in batches:
            rows = [{**row, "text": row["text"] or ""} for row in batch.to_pylist()]
            graphs = list(analyzer.pipe(rows))
            keys = [graph.documents[0].key or graph.documents[0].name for graph in graphs]
            yield pyarrow.RecordBatch.from_pydict({"key": pyarrow.array(keys, pyarrow.string()),
                                                   "graph": pyarrow.array([g._compact_json() for g in graphs], pyarrow.string())})

    return documents.select(*fields).mapInArrow(read, GRAPHS)


def table(graphs: DataFrame, name: str) -> DataFrame:
    """A table ("nodes", "edges", "mentions", "claims", "documents") of every document's own graph."""

    def read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            for key, text in zip(batch.column("key").to_pylist(), batch.column("graph").to_pylist()):
                rows = pyarrow.record_batch(Graph.from_json(text).table(name))
                columns = {"document_key": pyarrow.array([key] * len(rows), pyarrow.string()),
                           "place": pyarrow.array(range(len(rows)), pyarrow.int64())}
                columns.update(zip(rows.schema.names, rows.columns))
                yield pyarrow.RecordBatch.from_pydict(columns)

    return graphs.mapInArrow(read, "document_key string, place bigint, " + SCHEMAS[name])


def merge(graphs: DataFrame) -> Tables:
    """One graph of all documents, as `tidings.merge(graphs, events=False)` makes it: an event that several documents tell
    is a node for each. `graphs` is what `extract` gave, best read back from where it was written: it is
    gone through several times. Keys of documents must differ."""
    nodes = _with_global_id(table(graphs, "nodes"))
    same = _same_entities(graphs).unionByName(_same_times(nodes)).cache()
    edges, kept = _merged_edges(table(graphs, "edges"), same)
    return Tables(_documents(graphs), _merged_nodes(nodes, same), edges,
                  _merged_mentions(table(graphs, "mentions"), same, kept), _merged_claims(table(graphs, "claims"), same))


def _gid(id: str) -> Column:
    """The global id of what has an id in its document."""
    from pyspark.sql import functions as F

    return F.when(F.col(id).isNotNull(), F.concat("document_key", F.lit("#"), id))


def _with_global_id(rows: DataFrame) -> DataFrame:
    return rows.withColumn("id", _gid("id"))


def _same_entities(graphs: DataFrame) -> DataFrame:
    """`node` is the same as `root`, which comes first in the order of documents."""
    from pyspark.sql import functions as F

    sketches = graphs.mapInArrow(
        _sketch, "node string, document_key string, place bigint, single boolean, sketch string, keys array<string>").cache()
    links = sketches.select("node", "single", F.explode("keys").alias("block"))
    blocks = links.groupBy("block").agg(F.count("*").alias("n"), F.max("single").alias("single"))
    wanted = blocks.where((F.col("n") > 1) & (F.col("single") | ~F.col("block").startswith("called "))).select("block")
    components = connected_components(links.select("node", "block").join(wanted, "block"))
    return sketches.join(components, "node").groupBy("component").applyInArrow(_resolve, "node string, root string")


def connected_components(links: DataFrame) -> DataFrame:
    """`node` and `component` (the least of its nodes) of a graph of nodes and blocks: the least node goes along the
    links until nothing changes, one step to and from the blocks a round."""
    from pyspark.sql import functions as F

    links = links.cache()
    found = links.select("node", F.col("node").alias("component")).distinct()
    while True:
        least = links.join(found, "node").groupBy("block").agg(F.min("component").alias("component"))
        after = links.join(least, "block").groupBy("node").agg(F.min("component").alias("component")).localCheckpoint()
        changed = after.join(found.withColumnRenamed("component", "before"), "node").where("component != before")
        found = after
        if changed.isEmpty():
            return found


def _sketch(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    for batch in batches:
        rows: dict[str, list[Any]] = {name: [] for name in ("node", "document_key", "place", "single", "sketch", "keys")}
        for key, text in zip(batch.column("key").to_pylist(), batch.column("graph").to_pylist()):
            graph = Graph.from_json(text)
            for place, sketch, keys in _native._sketches(graph):
                one_name = sketch[0] == "person" and not any(k.startswith("person ") for k in keys)
                values = (f"{key}#{graph.nodes[place].id}", key, place, one_name, json.dumps(sketch), list(keys))
                for column, value in zip(rows.values(), values):
                    column.append(value)
        types = [pyarrow.string(), pyarrow.string(), pyarrow.int64(), pyarrow.bool_(), pyarrow.string(),
                 pyarrow.list_(pyarrow.string())]
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(v, t) for v, t in zip(rows.values(), types)], list(rows))


def _resolve(component: pyarrow.Table) -> pyarrow.Table:
    import pyarrow

    rows = sorted(component.to_pylist(), key=lambda row: (row["document_key"], row["place"]))
    first = list(range(len(rows)))

    def find(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    for a, b in _native._resolve([tuple(json.loads(row["sketch"])) for row in rows]):
        a, b = find(a), find(b)
        first[max(a, b)] = min(a, b)
    roots = [rows[find(at)]["node"] for at in range(len(rows))]
    return pyarrow.table({"node": pyarrow.array([row["node"] for row in rows], pyarrow.string()),
                          "root": pyarrow.array(roots, pyarrow.string())})


def _same_times(nodes: DataFrame) -> DataFrame:
    """Days of the calendar are the same in every document."""
    from pyspark.sql import functions as F

    days = nodes.where("kind = 'time' and value rlike '^[0-9]'")
    roots = days.groupBy("type", "value").agg(F.min_by("id", F.struct("document_key", "place")).alias("root"))
    return days.join(roots, ["type", "value"]).select(F.col("id").alias("node"), "root")


def _mapped(rows: DataFrame, column: str, same: DataFrame) -> DataFrame:
    """The column's global ids become those of the nodes that they are the same as."""
    from pyspark.sql import functions as F

    joined = rows.join(same.select(F.col("node").alias(column), F.col("root").alias("_root")), column, "left")
    return joined.withColumn(column, F.coalesce("_root", column)).drop("_root")


def _merged_nodes(nodes: DataFrame, same: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F

    joined = nodes.join(same.withColumnRenamed("node", "id"), "id", "left").withColumn("root", F.coalesce("root", "id"))
    return joined.groupBy("root").applyInArrow(_absorb, SCHEMAS["nodes"])


def _absorb(group: pyarrow.Table) -> pyarrow.Table:
    """As the library merges nodes: the longer name names better, what is told first holds."""
    import pyarrow

    rows = sorted(group.to_pylist(maps_as_pydicts="strict"), key=lambda row: (row["document_key"], row["place"]))
    into = rows[0]
    for row in rows[1:]:
        if row["kind"] == "entity" and row["name"] != into["name"]:
            ours, other = into["name"].encode(), row["name"].encode()
            better = len(other) > len(ours) if len(other) != len(ours) else other < ours
            into["aliases"].append(into["name"] if better else row["name"])
            into["name"] = row["name"] if better else into["name"]
        into["aliases"] += row["aliases"]
        into["attributes"] = dict(sorted({**row["attributes"], **into["attributes"]}.items()))
        into["score"] = max(into["score"], row["score"])
    into["aliases"] = sorted(set(into["aliases"]) - {into["name"]})
    schema = group.schema
    names = [name for name in schema.names if name not in ("document_key", "place", "root")]
    row = {**into, "attributes": list(into["attributes"].items()), "codes": list(into["codes"].items())}
    return pyarrow.Table.from_pylist([{name: row[name] for name in names}],
                                     pyarrow.schema([schema.field(name) for name in names])).select(_names("nodes"))


def _names(name: str) -> list[str]:
    """The columns of a table."""
    import re

    return [column.split()[0] for column in re.split(r", (?=\w+ )", SCHEMAS[name])]


def _merged_edges(edges: DataFrame, same: DataFrame) -> tuple[DataFrame, DataFrame]:
    """The edges, and which edge of a document is told by which of them."""
    from pyspark.sql import functions as F

    told = _with_global_id(edges).withColumn("source", _gid("source")).withColumn("target", _gid("target"))
    told = _mapped(_mapped(told, "source", same), "target", same).where("source != target")
    told = told.withColumn("fact", F.to_json("attributes"))
    fact = ["source", "target", "kind", "type", "fact"]
    first = F.struct("document_key", "place")
    merged = told.groupBy(*fact).agg(F.min_by("id", first).alias("id"), F.max("score").alias("score"),
                                     F.min_by("attributes", first).alias("attributes")).cache()
    kept = told.select(F.col("id").alias("node"), *fact).join(merged.select(F.col("id").alias("root"), *fact), fact)
    return merged.select(*_names("edges")), kept.select("node", "root")


def _merged_mentions(mentions: DataFrame, same: DataFrame, kept: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F

    told = mentions.withColumn("of", _gid("of")).withColumn("document", F.col("document_key"))
    of_edges = told.join(kept.withColumnRenamed("node", "of"), "of").withColumn("of", F.col("root")).drop("root")
    of_nodes = _mapped(told.where(~F.element_at(F.split("of", "#"), -1).startswith("x")), "of", same)
    place = ["of", "document", "begin", "end", "form", "rule"]  # told twice at one place is told once
    rest = [name for name in _names("mentions") if name not in place]
    merged = of_nodes.unionByName(of_edges).groupBy(*place).agg(F.min_by(F.struct(*rest), "place").alias("rest"))
    return merged.select(*place, "rest.*").select(*_names("mentions"))


def _merged_claims(claims: DataFrame, same: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F

    def all_of(column: str) -> Column:
        return F.transform(column, lambda id: F.concat("document_key", F.lit("#"), id))

    told = _with_global_id(claims).withColumn("source", _gid("source")).withColumn("document", F.col("document_key"))
    told = _mapped(told.withColumn("events", all_of("events")).withColumn("chain", all_of("chain")), "source", same)
    each = _mapped(told.select("id", F.posexplode("chain").alias("at", "through")), "through", same)
    chains = each.groupBy("id").agg(F.sort_array(F.collect_list(F.struct("at", "through"))).alias("_chain"))
    told = told.join(chains, "id", "left").withColumn("chain", F.coalesce(F.col("_chain.through"), F.col("chain")))
    return told.select(*_names("claims"))


def _documents(graphs: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F

    return table(graphs, "documents").withColumn("id", F.col("document_key")).select(*_names("documents"))
