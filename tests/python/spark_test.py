"""On a cluster of two executors: the same graphs, and the same graph of all."""
import json
import os
import pathlib
import re
import shutil
import sys

import pytest

import tidings

pytestmark = pytest.mark.spark
pyspark = pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("no Java", allow_module_level=True)

from pyspark.sql import SparkSession  # noqa: E402

from tidings import spark as cluster  # noqa: E402


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("tidings")
            .config("spark.task.maxFailures", "1").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.autoBroadcastJoinThreshold", "-1").config("spark.default.parallelism", "2")
            # a dozen documents: planning anew and compiling each query takes longer than running it
            .config("spark.sql.adaptive.enabled", "false").config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN").getOrCreate())
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def documents(stories):
    with open("examples/news.jsonl", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    more = [{"id": name, "text": text, "published": "2015-09-13", "source": "Wire"} for name, text in stories.items()]
    return news + more + [{"id": "short", "text": "Weber left. Xi met Obama.", "published": "2015-09-20", "source": "Post"}]


@pytest.fixture(scope="module")
def merged(session, documents, tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("spark"))
    rows = session.createDataFrame(documents).repartition(2)
    cluster.extract(rows).write.parquet(folder + "/graphs")
    graphs = session.read.parquet(folder + "/graphs")
    cluster.merge(graphs).write(folder + "/news")
    import pyarrow.parquet
    read = {name: pyarrow.parquet.read_table(f"{folder}/news/{name}").to_pylist(maps_as_pydicts="strict")
            for name in cluster.Tables._fields}
    return {row["key"]: row["graph"] for row in graphs.collect()}, read


def test_every_documents_graph_has_the_same_bytes(merged, documents, command):
    """From Spark, from Python, and from the command."""
    graphs, _ = merged
    assert {d["id"]: tidings.Graph.to(g, "jsonl") for d, g in zip(documents, tidings.pipe(documents))} == \
        {key: graph + "\n" for key, graph in graphs.items()}
    lines = "".join(json.dumps({"name": d["id"], **d}) + "\n" for d in documents).encode()
    printed = command("extract", "--per-document", "--input", "jsonl", "--format", "jsonl", "--offsets", "codepoint", text=lines)
    assert printed.decode() == "".join(graphs[d["id"]] + "\n" for d in documents)


def test_one_graph_of_all_is_that_of_one_machine(merged, documents):
    """Ids apart: those of the single machine are looked up by the words that a node begins with."""
    _, read = merged
    own, graphs = {}, []
    for graph in tidings.pipe(documents):
        graphs.append(tidings.Graph.from_json(graph.to_json()))
        key = graph.documents[0].key
        for item in graph.nodes:
            first = item.mentions[0]
            assert own.setdefault((key, item.kind, first.begin, first.end), f"{key}#{item.id}") == f"{key}#{item.id}"
    whole = tidings.merge(sorted(graphs, key=lambda graph: graph.documents[0].key))

    def of(node):
        first = node.mentions[0]
        return own[first.document.key, node.kind, first.begin, first.end]

    tables = {name: rows.to_pylist(maps_as_pydicts="strict") for name, rows in zip(tidings.Tables._fields, whole.to_arrow())}
    ids = {node.id: of(node) for node in whole.nodes}
    keys = {d.id: d.key for d in whole.documents}
    assert len(ids) < sum(len(g.nodes) for g in tidings.pipe(documents))  # something is merged
    assert any(len({m.document.key for m in node.mentions}) > 1 for node in whole.people())
    assert any("documents" in node.attributes for node in whole.events())
    assert rows_of({**row, "id": ids[row["id"]]} for row in tables["nodes"]) == rows_of(read["nodes"])

    def fact(row):
        return row["source"], row["target"], row["kind"], row["type"], json.dumps(row["attributes"], sort_keys=True)

    edges = {row["id"]: fact({**row, "source": ids[row["source"]], "target": ids[row["target"]]}) for row in tables["edges"]}
    theirs = {row["id"]: fact(row) for row in read["edges"]}
    assert sorted(edges.values()) == sorted(theirs.values())
    ids.update(edges)
    assert rows_of({**row, "of": ids[row["of"]], "document": keys[row["document"]]} for row in tables["mentions"]) == \
        rows_of({**row, "of": theirs.get(row["of"], row["of"])} for row in read["mentions"])
    claims = [{**row, "id": "", "document": keys[row["document"]], "source": ids.get(row["source"]),
               "chain": [ids[i] for i in row["chain"]], "events": [ids[i] for i in row["events"]]} for row in tables["claims"]]
    assert rows_of(claims) == rows_of({**row, "id": ""} for row in read["claims"])
    assert sorted(row["key"] for row in read["documents"]) == sorted(keys.values())


def test_what_many_executors_connect_is_what_one_machine_does(session):
    links = [(f"n{i}", f"b{i // 2}") for i in range(9)] + [(f"n{i}", f"b{(i + 1) // 2}") for i in range(5)] + [("n7", "b9"), ("m", "b9")]
    table = session.createDataFrame(links, "node string, block string")
    alone, together = ({(row.node, row.component) for row in cluster.connected_components(table, here).collect()} for here in (100, 0))
    assert alone == together and len({component for _, component in alone}) > 2


def test_who_users_say_is_one_is_one_on_a_cluster_too(session):
    told = [{"id": "monday", "text": "Robert Galbraith published a novel in London."},
            {"id": "tuesday", "text": "Joanne Rowling visited Oslo."}]
    graphs = cluster.extract(session.createDataFrame(told))
    with pytest.raises(tidings.Error):
        cluster.merge(graphs, constraints="[[alike]]")
    constraints = '[[same]]\nentities = ["Robert Galbraith", "Joanne Rowling"]\n'
    nodes = cluster.merge(graphs, events=False, constraints=constraints).nodes.where("type = 'person'").collect()
    whole = tidings.merge(tidings.pipe(told), constraints=constraints)
    assert [(row.name, row.aliases) for row in nodes] == [(node.name, node.aliases) for node in whole.people()]


def test_what_the_book_says(session, tmp_path, monkeypatch, capsys):
    shutil.copy("examples/news.jsonl", tmp_path)
    page = (pathlib.Path("docs/spark.md")).read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    program = re.search(r"^```python\n(.*?)^```", page, re.M | re.S)[1]
    for name in ("news.jsonl", "graphs", "news/nodes", "news"):  # Spark's folder is where it was started
        program = program.replace(f'"{name}"', f'"{tmp_path}/{name}"')
    exec(compile(program, "docs/spark.md", "exec"), {"__name__": "__main__"})
    assert "Marek Novak" in capsys.readouterr().out


def rows_of(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)
