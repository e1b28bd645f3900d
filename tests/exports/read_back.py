"""Every export is read by a reader of its own ecosystem, and says the same as the graph, whatever the names are.

read_back.py TIDINGS: the command. Ends with 77 (skipped) where the readers are not installed.
"""
import csv
import io
import json
import subprocess
import sys
import unittest

try:
    import networkx
    import rdflib
    import rdflib.compare
    from antlr4 import CommonTokenStream, InputStream
    from antlr4.error.ErrorListener import ErrorListener
    from antlr4_cypher import CypherLexer, CypherParser
    from followthemoney import model as ftm_model
    from followthemoney.exc import InvalidData
except ImportError as error:
    print(f"skipped: {error}; ./dev test installs the readers where there is a network")
    sys.exit(77)

TIDINGS = "build/tidings"

HOSTILE = [
    "plain",
    "\"]; evil [label=\"x",
    "back\\slash\\",
    "\\u0027}) DETACH DELETE n //",
    "'}) CREATE (:Evil) //",
    "<script>alert(1)</script>&amp;]]>",
    "line\nend\r\nand\ttab",
    "=cmd|' /C calc'!A0",
    "  +1+1",
    "@SUM(A1)",
    "\u202eright to left\u202c",
    "\u05e9\u05dc\u05d5\u05dd",
    "control \x01\x1b\x7f end",
    "\ufffe noncharacter",
    "semi;colon, and comma",
    "#> <urn:evil> <urn:p> \"",
    "@en . <urn:a> a <urn:b>",
    "\U0001F600 emoji",
    "`tick` ${x} {y}",
    "x" * 5000,
]
ENTITY_TYPES = ["person", "organization", "location", "facility", "group", "product", "work", "law", "other", "ship \"of\" state"]
MODALITIES = ["actual", "planned", "possible", "alleged", "hypothetical"]


def mention(text, begin=0):
    return {"document": "d1", "begin": begin, "end": begin + 1, "text": text, "form": "name", "rule": text, "score": 0.5}


def hostile_graph():
    """Two nodes, two edges and a claim for each name; some ids are hostile too."""
    nodes, edges, claims = [], [], []
    for i, name in enumerate(HOSTILE):
        entity = f"e{i}" if i != 1 else "e\"> <evil> '"
        event = f"v{i}"
        attributes = {"subtype": "agency", "jurisdiction": "US", "gender": "female", name[:40]: name}
        nodes.append({"id": entity, "kind": "entity", "type": ENTITY_TYPES[i % len(ENTITY_TYPES)], "name": name, "aliases": [name, "b;c"],
                      "attributes": attributes, "score": 0.25, "mentions": [mention(name)]})
        nodes.append({"id": event, "kind": "event", "type": "contact.meet", "name": name, "modality": MODALITIES[i % 5],
                      "polarity": "negative" if i % 3 == 0 else "positive", "tense": "past", "mentions": [mention(name)],
                      "when": {"begin": "2015-02", "end": "2016"} if i % 2 else {"begin": name, "end": name},
                      "codes": {"plover": "CONSULT", "cameo": "04"}})
        edges.append({"id": f"x{i}", "kind": "role", "type": "agent", "source": event, "target": entity, "mentions": [mention(name)]})
        edges.append({"id": f"y{i}", "kind": "relation", "type": "position", "source": entity, "target": "e0",
                      "attributes": {"title": name}, "mentions": [mention(name)]})
        claims.append({"id": f"c{i}", "document": "d1", "source": entity, "events": [event], "form": "direct",
                       "content": {"begin": 0, "end": 1, "text": name}})
    nodes.append({"id": "t1", "kind": "time", "type": "date", "name": "Monday", "value": "2015-09-07", "mentions": [mention("Monday")]})
    edges.append({"id": "z1", "kind": "time", "type": "at", "source": "v0", "target": "t1", "mentions": [mention("Monday")]})
    document = {"id": "d1", "name": HOSTILE[1], "key": HOSTILE[5], "title": HOSTILE[6], "publisher": HOSTILE[7],
                "published": "2015-09-13", "length": 10}
    return {"format": "tidings-graph", "version": 1, "offsets": "byte", "documents": [document], "nodes": nodes, "edges": edges,
            "claims": claims}


GRAPH = hostile_graph()
NODES = {n["id"]: n for n in GRAPH["nodes"]}
EVENTS = {i: n for i, n in NODES.items() if n["kind"] == "event"}
ENTITIES = {i: n for i, n in NODES.items() if n["kind"] == "entity"}


def export(name):
    done = subprocess.run([TIDINGS, "query", "all", "--input", "graph", "--format", name], input=json.dumps(GRAPH).encode(),
                          capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def shown(text, forbidden="\x7f\ufffe"):
    """What a format without control characters makes of a text."""
    return "".join("\ufffd" if (c < " " and c not in "\n\r\t") or c in forbidden else c for c in text)


class Xml(unittest.TestCase):
    def check(self, graph):
        self.assertEqual(set(graph.nodes), set(NODES))
        self.assertEqual(graph.number_of_edges(), len(GRAPH["edges"]))
        for i, node in NODES.items():
            self.assertEqual(graph.nodes[i]["name"], shown(node["name"]))
            if node["kind"] == "event":
                self.assertEqual((graph.nodes[i]["modality"], graph.nodes[i]["polarity"]), (node["modality"], node["polarity"]))
        self.assertEqual({(a, b, d["type"]) for a, b, d in graph.edges(data=True)},
                         {(e["source"], e["target"], e["type"]) for e in GRAPH["edges"]})

    def test_networkx_reads_graphml(self):
        graph = networkx.read_graphml(io.BytesIO(export("graphml").encode()), force_multigraph=True)
        self.check(graph)
        self.assertEqual(graph.nodes["v0"]["score"], 1.0)

    def test_networkx_reads_gexf_with_time(self):
        graph = networkx.read_gexf(io.BytesIO(export("gexf").encode()), version="1.3")
        self.check(graph)
        self.assertEqual((graph.nodes["v1"]["start"], graph.nodes["v1"]["end"]), ("2015-02-01", "2016-12-31"))
        self.assertNotIn("start", graph.nodes["v0"])


class Csv(unittest.TestCase):
    def table(self, name):
        return list(csv.DictReader(io.StringIO(export(name), newline="")))

    def test_nodes_and_edges(self):
        nodes = {row["id"]: row for row in self.table("csv-nodes")}
        self.assertEqual(set(nodes), set(NODES))
        for i, node in EVENTS.items():
            self.assertEqual((nodes[i]["modality"], nodes[i]["polarity"]), (node["modality"], node["polarity"]))
            expected = shown(node["name"], "\x7f\r")
            self.assertIn(nodes[i]["name"], (expected, "'" + expected))
        edges = self.table("csv-edges")
        self.assertEqual({(e["source"], e["target"]) for e in edges}, {(e["source"], e["target"]) for e in GRAPH["edges"]})
        self.assertEqual({e["modality"] for e in edges if e["type"] == "agent"}, set(MODALITIES))

    def test_no_cell_is_a_formula(self):
        for name in ("csv-nodes", "csv-edges"):
            for row in csv.reader(io.StringIO(export(name), newline="")):
                for cell in row:
                    self.assertNotIn(cell.lstrip()[:1], tuple("=+-@|%"), cell)

    def test_neo4j_import_is_one_record_a_line(self):
        for name, count in (("neo4j-nodes", len(NODES)), ("neo4j-edges", len(GRAPH["edges"]))):
            lines = export(name).split("\n")
            self.assertEqual(len(lines), count + 2)
            widths = {len(row) for row in csv.reader(lines[:-1])}
            self.assertEqual(len(widths), 1)
        rows = list(csv.DictReader(io.StringIO(export("neo4j-nodes"))))
        self.assertEqual({row["id:ID"] for row in rows}, set(NODES))
        self.assertTrue(all(len(row["aliases:string[]"].split(";")) == 2 for row in rows if ";entity;" in row[":LABEL"]))


class Failing(ErrorListener):
    def syntaxError(self, recognizer, offending, line, column, message, error):
        raise AssertionError(f"{line}:{column}: {message}")


class Cypher(unittest.TestCase):
    def tokens(self, text):
        lexer = CypherLexer(InputStream(text))
        lexer.removeErrorListeners()
        lexer.addErrorListener(Failing())
        stream = CommonTokenStream(lexer)
        stream.fill()
        return stream

    def test_every_statement_parses_as_one(self):
        statements = export("cypher").split("\n")[:-1]
        self.assertEqual(len(statements), len(NODES) + len(GRAPH["edges"]))
        for statement in statements:
            parser = CypherParser(self.tokens(statement))
            parser.removeErrorListeners()
            parser.addErrorListener(Failing())
            parser.script()
            kinds = [t.text.upper() for t in parser.getTokenStream().tokens if t.text.upper() in ("CREATE", "MATCH", "DELETE", ";")]
            self.assertIn(kinds, (["CREATE", ";"], ["MATCH", "CREATE", ";"]))
        self.assertIn("modality: 'alleged'", export("cypher"))

    def test_no_unicode_escape_comes_from_a_name(self):
        self.assertNotIn("\\u", export("cypher"))


class LinkedData(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.turtle = rdflib.Graph().parse(data=export("turtle"), format="turtle")
        cls.json_ld = rdflib.Graph().parse(data=export("jsonld"), format="json-ld")

    def test_both_say_the_same(self):
        self.assertEqual(set(self.turtle), set(self.json_ld))

    def test_events_have_their_modality_names_and_sources(self):
        sem = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
        term = rdflib.Namespace("urn:tidings:term:")
        prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
        schema = rdflib.Namespace("https://schema.org/")
        events = set(self.turtle.subjects(rdflib.RDF.type, sem.Event))
        self.assertEqual(len(events), len(EVENTS))
        for event in events:
            node = NODES[str(event).rsplit(":", 1)[1]]
            self.assertEqual(str(self.turtle.value(event, term.modality)), node["modality"])
            self.assertEqual(str(self.turtle.value(event, term.polarity)), node["polarity"])
            self.assertEqual(str(self.turtle.value(event, schema.name)), node["name"])
            self.assertEqual(len(list(self.turtle.objects(event, sem.hasActor))), 1)
            self.assertEqual(len(list(self.turtle.objects(event, prov.wasDerivedFrom))), 1)
        self.assertEqual(len(list(self.turtle.subjects(rdflib.RDF.type, rdflib.RDF.Statement))), len(GRAPH["edges"]))

    def test_only_the_vocabularies_and_the_graph_are_named(self):
        for triple in self.turtle:
            for part in triple:
                if isinstance(part, rdflib.URIRef):
                    self.assertRegex(str(part), "^(urn:tidings:(graph|term|type):[^ <>\"]*|https?://[a-z.0-9]+/[^ <>\"]*)$")


class Records(unittest.TestCase):
    def test_followthemoney_takes_every_entity(self):
        schemata = []
        for line in export("ftm").splitlines():
            proxy = ftm_model.get_proxy(json.loads(line))
            schemata.append(proxy.schema.name)
            try:
                ftm_model.get(proxy.schema.name).validate(json.loads(line))
            except InvalidData as error:
                self.fail(f"{error.errors} in {line[:300]}"[:2000])
            if proxy.schema.name == "Event":
                keywords = proxy.get("keywords")
                node = NODES[proxy.id.removeprefix("tidings-")]
                self.assertEqual(keywords, [f"modality: {node['modality']}", f"polarity: {node['polarity']}"])
            for link in ("subject", "object", "employee", "employer"):
                if proxy.schema.get(link):
                    self.assertEqual(len(proxy.get(link)), 1)
        self.assertEqual(schemata.count("Event"), len(EVENTS))
        self.assertIn("PublicBody", schemata)
        self.assertIn("UnknownLink", schemata)

    def test_plover_records(self):
        records = [json.loads(line) for line in export("plover").splitlines()]
        self.assertEqual({r["id"]: (r["event_type"], r["modality"], r["polarity"]) for r in records},
                         {i: ("CONSULT", n["modality"], n["polarity"]) for i, n in EVENTS.items()})
        self.assertTrue(all(len(r["ACTOR"]) == 1 and r["documents"] == [HOSTILE[5]] for r in records))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        TIDINGS = sys.argv.pop(1)
    unittest.main()
