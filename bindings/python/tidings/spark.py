"""Tidings on a cluster: documents in, tables of one graph out, over PySpark (4.0 or newer).

    graphs = spark.extract(documents)          # a DataFrame with `text`, and what it has of id, title, published, source
    graphs.write.parquet("graphs")             # one graph a document: read once, merged as often as one likes
    spark.merge(session.read.parquet("graphs")).write("news")

`merge` decides as `Corpus.snapshot` does which nodes are one, by the same code: blocking keys bring together what may be
one, what is connected by keys is resolved together, everything else apart; entities first, then events. Only ids differ: here the id of a node, an
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
                "head_end bigint, sentence_begin bigint, sentence_end bigint, rule string, lemma string, "
                "merged string, score float",
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


def merge(graphs: DataFrame, *, events: bool = True, constraints: str = "") -> Tables:
    """One graph of all documents, as `tidings.merge(graphs)` makes it. `graphs` is what `extract` gave, best read back from
    where it was written: it is gone through several times. Keys of documents must differ. Without `events` those of each
    document stay apart; `constraints` is TOML that says which entities are one and which are not (docs/graph.md)."""
    entities = _same_entities(graphs, constraints).cache()
    nodes = _with_global_id(table(graphs, "nodes"))
    same = entities.select("node", "root", "reason").unionByName(_same_times(nodes))
    if events:
        same = same.unionByName(_same_events(graphs, entities))
    same = same.cache()
    edges, kept = _merged_edges(table(graphs, "edges"), same, events)
    return Tables(_documents(graphs), _merged_nodes(nodes, same), edges,
                  _merged_mentions(table(graphs, "mentions"), same, kept), _merged_claims(table(graphs, "claims"), same))


def _gid(id: str) -> Column:
    """The global id of what has an id in its document."""
    from pyspark.sql import functions as F

    return F.when(F.col(id).isNotNull(), F.concat("document_key", F.lit("#"), id))


def _with_global_id(rows: DataFrame) -> DataFrame:
    return rows.withColumn("id", _gid("id"))


def _same_entities(graphs: DataFrame, constraints: str) -> DataFrame:
    """`node` (at `place` of its document) is the same as `root`, which comes first in the order of documents, for `reason`
    (null: it was not this node that was joined)."""
    from pyspark.sql import functions as F

    _constraints(constraints)  # what is wrong in them is told here, not by an executor
    place = "node string, document_key string, place bigint, "
    sketches = graphs.mapInArrow(lambda batches: _sketch(constraints, batches),
                                 place + "single boolean, sketch string, keys array<string>").cache()
    links = sketches.select("node", "single", F.explode("keys").alias("block"))
    blocks = links.groupBy("block").agg(F.count("*").alias("n"), F.max("single").alias("single"))
    wanted = blocks.where((F.col("n") > 1) & (F.col("single") | ~F.col("block").startswith("called "))).select("block")
    components = connected_components(links.select("node", "block").join(wanted, "block"))
    told = sketches.join(components, "node").groupBy("component")
    return told.applyInArrow(lambda component: _resolve(constraints, component), place + "root string, reason string")


@functools.lru_cache(maxsize=4)
def _constraints(toml: str) -> _native._Constraints:
    return _native._Constraints(toml, "constraints")


def connected_components(links: DataFrame, here: int = 1_000_000) -> DataFrame:
    """`node` and `component` (the least of its nodes) of a graph of nodes and blocks. Where there are no more links than
    `here`, this machine connects them; else the least node goes along the links until nothing changes, one step to and from
    the blocks a round."""
    from pyspark.sql import functions as F

    links = links.select("node", "block").cache()
    few = links.limit(here + 1).toArrow()
    if few.num_rows <= here:
        return links.sparkSession.createDataFrame(_connected(few), "node string, component string")
    found = links.select("node", F.col("node").alias("component")).distinct()
    while True:
        least = links.join(found, "node").groupBy("block").agg(F.min("component").alias("component"))
        after = links.join(least, "block").groupBy("node").agg(F.min("component").alias("component")).localCheckpoint()
        changed = after.join(found.withColumnRenamed("component", "before"), "node").where("component != before")
        found = after
        if changed.isEmpty():
            return found


def _connected(links: pyarrow.Table) -> pyarrow.Table:
    import pyarrow

    nodes = sorted(set(links.column("node").to_pylist()))
    place = {node: at for at, node in enumerate(nodes)}
    first_in: dict[str, int] = {}
    pairs = [(first_in.setdefault(block, place[node]), place[node])
             for node, block in zip(links.column("node").to_pylist(), links.column("block").to_pylist())]
    components = [nodes[at] for at in _firsts(len(nodes), pairs)]
    return pyarrow.table({"node": pyarrow.array(nodes, pyarrow.string()),
                          "component": pyarrow.array(components, pyarrow.string())})


def _firsts(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `count` things the first of those that pairs connect it with."""
    first = list(range(count))

    def find(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    for a, b in pairs:
        a, b = find(a), find(b)
        first[max(a, b)] = min(a, b)
    return [find(at) for at in range(count)]


def _sketch(constraints: str, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    for batch in batches:
        rows: dict[str, list[Any]] = {name: [] for name in ("node", "document_key", "place", "single", "sketch", "keys")}
        for key, text in zip(batch.column("key").to_pylist(), batch.column("graph").to_pylist()):
            graph = Graph.from_json(text)
            for place, sketch, keys in _native._sketches(graph, _constraints(constraints)):
                one_name = sketch[0] == "person" and not any(k.startswith("person ") for k in keys)
                values = (f"{key}#{graph.nodes[place].id}", key, place, one_name, json.dumps(sketch), list(keys))
                for column, value in zip(rows.values(), values):
                    column.append(value)
        types = [pyarrow.string(), pyarrow.string(), pyarrow.int64(), pyarrow.bool_(), pyarrow.string(),
                 pyarrow.list_(pyarrow.string())]
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(v, t) for v, t in zip(rows.values(), types)], list(rows))


def _resolve(constraints: str, component: pyarrow.Table) -> pyarrow.Table:
    rows = _in_order(component)
    merges = _native._resolve([tuple(json.loads(row["sketch"])) for row in rows], _constraints(constraints))
    return _with_roots(rows, merges)


def _in_order(component: pyarrow.Table) -> list[dict[str, Any]]:
    """As one machine has them: documents by their keys, nodes as in their graphs."""
    rows: list[dict[str, Any]] = component.to_pylist()
    return sorted(rows, key=lambda row: (row["document_key"].encode(), row["place"]))


def _with_roots(rows: list[dict[str, Any]], merges: Iterable[tuple[int, int, str]]) -> pyarrow.Table:
    """`root` is the first of those that merges connect; a merge's `reason` is that of the second, unless it has one."""
    import pyarrow

    merges = list(merges)
    reasons = {b: reason for _, b, reason in reversed(merges)}
    firsts = _firsts(len(rows), [(a, b) for a, b, _ in merges])
    columns = {name: pyarrow.array([row[name] for row in rows]) for name in ("node", "document_key", "place")}
    return pyarrow.table({**columns, "root": pyarrow.array([rows[at]["node"] for at in firsts]),
                          "reason": pyarrow.array([reasons.get(at) for at in range(len(rows))], pyarrow.string())})


# Events: what resolve_events_across of one machine does, told part by part in tidings/graph/resolution.hpp.

_STORY = "document_key string, published string, named array<struct<entity:string,mentions:bigint,common:boolean>>"
_EVENTS = "array<struct<node:string,place:bigint,sketch:string,keys:array<string>,parties:array<string>>>"
_NEAR = 32  # most_named_alike


def _same_events(graphs: DataFrame, entities: DataFrame) -> DataFrame:
    """`node` is the same event as `root`."""
    from pyspark.sql import functions as F

    roots = entities.groupBy(F.col("document_key").alias("key")).agg(F.collect_list(F.struct("place", "root")).alias("roots"))
    sketched = graphs.join(roots, "key", "left").mapInArrow(_sketch_events, f"{_STORY}, events {_EVENTS}").cache()
    documents = sketched.count()
    stories, near = _stories(sketched, documents)
    events = sketched.select("document_key", F.explode("events").alias("e")).select("document_key", "e.*")
    events = events.join(near, "document_key", "left").withColumn("near", F.coalesce("near", F.array())).cache()
    components = connected_components(_event_links(events))
    told = events.join(components, "node").join(stories, "document_key").groupBy("component")
    resolved = told.applyInArrow(lambda component: _resolve_events(documents, component),
                                 "node string, document_key string, place bigint, root string, reason string")
    return resolved.select("node", "root", "reason")


def _sketch_events(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    text = pyarrow.string()
    named_type = pyarrow.struct([("entity", text), ("mentions", pyarrow.int64()), ("common", pyarrow.bool_())])
    event_type = pyarrow.struct([("node", text), ("place", pyarrow.int64()), ("sketch", text),
                                 ("keys", pyarrow.list_(text)), ("parties", pyarrow.list_(text))])
    types = {"document_key": text, "published": text, "named": pyarrow.list_(named_type), "events": pyarrow.list_(event_type)}
    for batch in batches:
        rows = [_sketched_document(**row) for row in batch.to_pylist()]
        columns = [pyarrow.array([row[name] for row in rows], type) for name, type in types.items()]
        yield pyarrow.RecordBatch.from_arrays(columns, list(types))


def _sketched_document(key: str, graph: str, roots: list[dict[str, Any]] | None) -> dict[str, Any]:
    read = Graph.from_json(graph)
    one = [f"{key}#{node.id}" for node in read.nodes]
    for known in roots or ():
        one[known["place"]] = known["root"]
    first: dict[str, int] = {}
    published, named, events = _native._event_sketches(read, [first.setdefault(id, at) for at, id in enumerate(one)])

    def told(place: int, sketch: tuple[Any, ...], keys: Iterable[str]) -> dict[str, Any]:
        lists = [[one[at] for at in entities] for entities in sketch[2]]
        actors, patients = lists[:2]
        return {"node": f"{key}#{read.nodes[place].id}", "place": place, "keys": list(keys), "parties": actors + patients,
                "sketch": json.dumps([*sketch[:2], lists, *sketch[3:]])}

    return {"document_key": key, "published": published, "events": [told(*event) for event in events],
            "named": [{"entity": one[at], "mentions": mentions, "common": common} for at, mentions, common in named]}


def _stories(sketched: DataFrame, documents: int) -> tuple[DataFrame, DataFrame]:
    """Each document with its names, of which all documents are counted; and the likest documents of each."""
    from pyspark.sql import Window, functions as F

    each = sketched.select("document_key", "published", F.explode("named").alias("name"))
    names = each.select("document_key", "published", "name.*")
    of_entity = Window.partitionBy("entity")
    around = of_entity.orderBy("published", "document_key").rowsBetween(-_NEAR, _NEAR)
    names = names.withColumn("documents", F.count("*").over(of_entity)).withColumn(
        "around", F.collect_list("document_key").over(around)).cache()
    told = names.groupBy("document_key").agg(F.collect_list(F.struct("entity", "mentions", "common", "documents")).alias("names"))
    stories = sketched.select("document_key", "published").join(told, "document_key", "left").select(
        "document_key", F.struct("document_key", "published", F.coalesce("names", F.array()).alias("names")).alias("story")).cache()
    pairs = names.select("document_key", F.explode("around").alias("other")).where("document_key != other").distinct()
    others = pairs.join(stories.select(F.col("document_key").alias("other"), F.col("story").alias("theirs")), "other")
    each = others.groupBy("document_key").agg(F.collect_list("theirs").alias("others")).join(stories, "document_key")
    return stories, each.mapInArrow(lambda batches: _likest(documents, batches), "document_key string, near array<string>")


class _Numbers(dict[str, int]):
    """A number for every text, in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _story(story: dict[str, Any], numbers: _Numbers) -> tuple[str, str, list[tuple[int, int, bool, int]]]:
    names = [(numbers[n["entity"]], n["mentions"], n["common"], n["documents"]) for n in story["names"]]
    return story["document_key"], story["published"], names


def _likest(documents: int, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    for batch in batches:
        keys, near = [], []
        for row in batch.to_pylist():
            numbers, others = _Numbers(), row["others"]
            likest = _native._likest(_story(row["story"], numbers), [_story(other, numbers) for other in others], documents)
            keys.append(row["document_key"])
            near.append([others[at]["document_key"] for at in likest])
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(keys, pyarrow.string()),
                                               pyarrow.array(near, pyarrow.list_(pyarrow.string()))], ["document_key", "near"])


def _event_links(events: DataFrame) -> DataFrame:
    """What two events must share to be compared: a key, and a story or a party."""
    from pyspark.sql import functions as F

    each = events.withColumn("event_key", F.explode("keys"))
    own_and_near = F.array_union(F.array("document_key"), "near")
    of_story = each.withColumn("of", F.explode(own_and_near)).withColumn("kind", F.lit("story"))
    of_party = each.withColumn("of", F.explode("parties")).withColumn("kind", F.lit("party"))
    links = of_story.unionByName(of_party).select("node", F.to_json(F.struct("kind", "event_key", "of")).alias("block")).distinct()
    wanted = links.groupBy("block").agg(F.count("*").alias("n")).where("n > 1").select("block")
    return links.join(wanted, "block")


def _resolve_events(documents: int, component: pyarrow.Table) -> pyarrow.Table:
    rows = _in_order(component)
    numbers, place = _Numbers(), _Numbers()
    stories = {place[row["document_key"]]: row for row in rows}
    told = [(_story(stories[at]["story"], numbers), [place[key] for key in stories[at]["near"] if key in place])
            for at in range(len(place))]
    events = []
    for row in rows:
        sketch = json.loads(row["sketch"])
        sketch[2] = [[numbers[entity] for entity in entities] for entities in sketch[2]]
        events.append((place[row["document_key"]], tuple(sketch)))
    return _with_roots(rows, _native._resolve_events(told, events, documents))


def _same_times(nodes: DataFrame) -> DataFrame:
    """Days of the calendar are the same in every document."""
    from pyspark.sql import functions as F

    days = nodes.where("kind = 'time' and value rlike '^[0-9]'")
    roots = days.groupBy("type", "value").agg(F.min_by("id", F.struct("document_key", "place")).alias("root"))
    return days.join(roots, ["type", "value"]).select(F.col("id").alias("node"), "root", F.lit(None).cast("string").alias("reason"))


def _mapped(rows: DataFrame, column: str, same: DataFrame) -> DataFrame:
    """The column's global ids become those of the nodes that they are the same as."""
    from pyspark.sql import functions as F

    joined = rows.join(same.select(F.col("node").alias(column), F.col("root").alias("_root")), column, "left")
    return joined.withColumn(column, F.coalesce("_root", column)).drop("_root")


def _merged_nodes(nodes: DataFrame, same: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F

    joined = nodes.join(same.select(F.col("node").alias("id"), "root"), "id", "left").withColumn("root", F.coalesce("root", "id"))
    return joined.groupBy("root").applyInArrow(_absorb, SCHEMAS["nodes"])


def _absorb(group: pyarrow.Table) -> pyarrow.Table:
    """As the library merges nodes: the longer name names better, what is told first holds; of events most documents
    decide."""
    import pyarrow

    rows = sorted(group.to_pylist(maps_as_pydicts="strict"), key=lambda row: (row["document_key"].encode(), row["place"]))
    into = rows[0]
    if into["kind"] == "event" and len(rows) > 1:
        into.update(_united(rows))
    for row in rows[1:] if into["kind"] != "event" else ():
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


def _united(rows: list[dict[str, Any]]) -> dict[str, Any]:
    number = _Numbers()
    told = [(number[row["document_key"]], row["type"], row["name"], row["modality"], row["polarity"], row["tense"] or "",
             (row["begin"] or "", row["end"] or ""), row["codes"], row["attributes"], row["score"]) for row in rows]
    _, type, name, modality, polarity, tense, (begin, end), codes, attributes, score = _native._unite_events(told)
    return {"type": type, "name": name, "modality": modality, "polarity": polarity, "tense": tense or None,
            "begin": begin or None, "end": end or None, "codes": codes, "attributes": attributes, "score": score}


def _names(name: str) -> list[str]:
    """The columns of a table."""
    import re

    return [column.split()[0] for column in re.split(r", (?=\w+ )", SCHEMAS[name])]


def _without_circles(told: DataFrame) -> DataFrame:
    """What one document tells as before and another one as after is neither."""
    from pyspark.sql import functions as F

    orders = told.where("kind = 'order' and type in ('before', 'during')").select("id", "source", "target", "type", "score")
    ends = F.explode(F.array("source", "target")).alias("block")
    components = connected_components(orders.select(F.col("id").alias("node"), ends)).withColumnRenamed("node", "id")
    dropped = orders.join(components, "id").groupBy("component").applyInArrow(_contradictions, "id string")
    return told.join(dropped, "id", "left_anti")


def _contradictions(component: pyarrow.Table) -> pyarrow.Table:
    import pyarrow

    number = _Numbers()
    rows = [((number[row["source"]], number[row["target"]], row["type"]), row) for row in component.to_pylist()]
    kept = _native._consistent([(order, row["score"]) for order, row in rows], len(number))
    return pyarrow.table({"id": pyarrow.array([row["id"] for order, row in rows if order not in kept], pyarrow.string())})


def _merged_edges(edges: DataFrame, same: DataFrame, events: bool) -> tuple[DataFrame, DataFrame]:
    """The edges, and which edge of a document is told by which of them."""
    from pyspark.sql import functions as F

    told = _with_global_id(edges).withColumn("source", _gid("source")).withColumn("target", _gid("target"))
    told = _mapped(_mapped(told, "source", same), "target", same).where("source != target")
    if events:
        told = _without_circles(told)
    told = told.withColumn("fact", F.to_json("attributes"))
    fact = ["source", "target", "kind", "type", "fact"]
    first = F.struct("document_key", "place")
    merged = told.groupBy(*fact).agg(F.min_by("id", first).alias("id"), F.max("score").alias("score"),
                                     F.min_by("attributes", first).alias("attributes")).cache()
    kept = told.select(F.col("id").alias("node"), *fact).join(merged.select(F.col("id").alias("root"), *fact), fact)
    return merged.select(*_names("edges")), kept.select("node", "root")


def _merged_mentions(mentions: DataFrame, same: DataFrame, kept: DataFrame) -> DataFrame:
    from pyspark.sql import Window, functions as F

    told = mentions.withColumn("of", _gid("of")).withColumn("document", F.col("document_key"))
    of_edges = told.join(kept.withColumnRenamed("node", "of"), "of").withColumn("of", F.col("root")).drop("root")
    of_nodes = told.where(~F.element_at(F.split("of", "#"), -1).startswith("x"))
    of_nodes = of_nodes.join(same.withColumnRenamed("node", "of"), "of", "left")
    is_first = F.col("place") == F.min("place").over(Window.partitionBy("of"))  # the reason stands there
    of_nodes = of_nodes.withColumn("merged", F.when(is_first, F.col("reason"))).withColumn("of", F.coalesce("root", "of"))
    of_nodes = of_nodes.drop("root", "reason")
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
    return _mapped_lists(_mapped_lists(told, "chain", same), "events", same).select(*_names("claims"))


def _mapped_lists(rows: DataFrame, column: str, same: DataFrame) -> DataFrame:
    """`_mapped` for a column of lists."""
    from pyspark.sql import functions as F

    each = _mapped(rows.select("id", F.posexplode(column).alias("at", "one")), "one", same)
    lists = each.groupBy("id").agg(F.sort_array(F.collect_list(F.struct("at", "one"))).alias("_list"))
    return rows.join(lists, "id", "left").withColumn(column, F.coalesce(F.col("_list.one"), F.col(column))).drop("_list")


def _documents(graphs: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F

    return table(graphs, "documents").withColumn("id", F.col("document_key")).select(*_names("documents"))
