#!/usr/bin/env python3
"""All of Tidings in two files, tidings.hpp and tidings.cpp, with the models inside.

    amalgamate.py --source . --build build --output out/amalgamation

The headers are put together in the order of their includes; the sources follow each other in one translation unit. What is
private to one of them (its unnamed namespace) and has the name of something elsewhere gets the file's name behind its own."""
import argparse, re
from collections import Counter
from pathlib import Path

INCLUDE = re.compile(r'^[ \t]*#include[ \t]+([<"])([^>"]+)[>"].*\n', re.M)
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:\\\n|[^\n])*'
                   r'|[A-Za-z_]\w*|\d[\w\']*|::|->|[^\s\w]', re.S | re.M)
WORD = re.compile(r'[A-Za-z_]\w*$')
KERNELS = "src/model/kernels.cpp"
STORE = "src/corpus/corpus.cpp"
ROOMS = ["text", "syntax", "model", "discourse", "events", "rules", "graph", "corpus", "view"]  # as in cmake/library.cmake


def tokens(text):
    """(begin, token), without comments, strings and directives."""
    return [(m.start(), m[0]) for m in TOKEN.finditer(text) if not re.match(r'//|/\*|"|R"|\'|\s*#', m[0])]


class Scopes:
    """Names that a file declares in namespaces: `own` in unnamed ones, `shared` in others; `aliases` of namespaces."""

    def __init__(self, text):
        self.own, self.shared, self.aliases, self.members = set(), set(), {}, set()
        self.tokens = [t for _, t in tokens(text)]
        self.at = 0
        self.namespace(unnamed=False)

    def namespace(self, unnamed):
        statement = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token == "{" and (statement[:1] == ["namespace"] or statement[:2] == ["inline", "namespace"]):
                if unnamed and statement[-1] != "namespace":  # what is in it is qualified by its name
                    self.own.add(statement[-1])
                    self.skip("}", "{")
                else:
                    self.namespace(unnamed or statement[-1] == "namespace")
                statement = []
            elif token == "{" and statement[:1] == ["extern"] and len(statement) == 1:
                self.namespace(unnamed)
                statement = []
            elif token in ("{", "("):
                begin = self.at
                self.skip({"{": "}", "(": ")"}[token], token)
                if token == "{" and statement[:1] in (["struct"], ["class"]):
                    self.class_body(begin, self.at - 1)
                statement.append(token)
                is_body = token == "{" and ("(" in statement or not WORD.match(self.tokens[min(self.at, len(self.tokens) - 1)]))
                if token == "{" and is_body and self.tokens[self.at:self.at + 1] != [";"]:
                    self.end(statement, unnamed)
                    statement = []
            elif token == "}":
                return
            elif token == ";":
                self.end(statement, unnamed)
                statement = []
            else:
                statement.append(token)

    def skip(self, close, open_):
        depth = 1
        while depth and self.at < len(self.tokens):
            depth += {open_: 1, close: -1}.get(self.tokens[self.at], 0)
            self.at += 1

    def class_body(self, begin, end):
        """Names of members: the last word before what ends a declaration, outside of inner braces."""
        depth = 0
        for at in range(begin, end):
            depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(self.tokens[at], 0)
            opens = self.tokens[at] in ("{", "(") and depth == 1 or self.tokens[at] in (";", "=", "[", ",") and depth == 0
            if opens and at > begin and WORD.match(self.tokens[at - 1]):
                self.members.add(self.tokens[at - 1])

    def end(self, statement, unnamed):
        if statement[:1] == ["namespace"] and "=" in statement:
            self.aliases[statement[1]] = "".join(statement[3:])
            return
        name = self.declared(statement)
        if name:
            (self.own if unnamed else self.shared).add(name)

    @staticmethod
    def declared(statement):
        words = statement
        if words[:1] == ["template"]:  # to the end of its parameters
            depth, at = 0, 1
            while at < len(words):
                depth += {"<": 1, ">": -1}.get(words[at], 0)
                at += 1
                if depth == 0:
                    break
            words = words[at:]
        if not words or "operator" in words or words[0] in ("friend", "static_assert", "extern"):
            return None
        if words[0] == "using":
            return words[1] if "=" in words else None
        if words[0] in ("struct", "class", "enum", "union"):
            rest = [w for w in words[1:] if w not in ("class", "struct", "final")]
            is_definition = len(rest) == 1 or rest[1] in ("{", ":", "<")
            if is_definition:
                return rest[0] if "::" not in rest[:3] else None
        for i, word in enumerate(words):
            if word in ("(", "=", "{", "["):
                name = words[i - 1] if i else ""
                is_member = i > 1 and words[i - 2] == "::"
                return name if WORD.match(name) and not is_member else None
        return words[-1] if WORD.match(words[-1]) and len(words) > 1 else None


class Sources:
    def __init__(self, source, build):
        self.folders = [source / "include", source / "src", build / "generated"]
        self.system, self.done = [], set()

    def find(self, name):
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def inlined(self, file, wanted, is_header):
        """The text of a file with our own headers in the place of their includes; system headers are collected."""
        text = file.read_text()

        def replace(match):
            name = match[2]
            found = self.find(name)
            if not found:
                if name not in self.system and name != "hwy/foreach_target.h":
                    self.system.append(name)
                return ""
            if found in self.done or not wanted(found):
                return ""
            self.done.add(found)
            return self.inlined(found, wanted, True)

        return INCLUDE.sub(replace, text.replace("#pragma once\n", ""))


def renamed(text, names, members, suffix):
    """Every use of a private name. What another scope qualifies is none, nor a member behind a point, unless a class of the
    same file has such a member: then both are renamed."""
    out, end, before = [], 0, ""
    for begin, token in tokens(text):
        is_member = before in (".", "->") and token not in members
        if token in names and not is_member and before != "::":
            out += [text[end:begin], token, suffix]
            end = begin + len(token)
        before = token
    return "".join(out) + text[end:]


def literal(data):
    """As string literals, a line each."""
    lines = []
    for at in range(0, len(data), 512):
        chunk, out = data[at:at + 512], []
        for i, byte in enumerate(chunk):
            following = chunk[i + 1:i + 2]
            if byte in b'"\\?':
                out.append("\\" + chr(byte))
            elif 32 <= byte < 127:
                out.append(chr(byte))
            elif following and following in b"01234567":
                out.append(f"\\{byte:03o}")
            else:
                out.append(f"\\{byte:o}")
        lines.append('"' + "".join(out) + '"')
    return "\n".join(lines)


def embedded(build):
    """Name and bytes of what cmake/embed.cmake puts into the library."""
    data = {}
    for assembly in sorted((build / "embed").glob("*.S")):
        data[assembly.stem] = Path(re.search(r'\.incbin "([^"]+)"', assembly.read_text())[1]).read_bytes()
    return data


def for_each_target(kernels, foreach_target):
    """The kernels once for each target of Highway, as <hwy/foreach_target.h> would include them."""
    body, rest = kernels.split("#if HWY_ONCE")
    body = re.sub(r"^#(undef|define) HWY_(TARGET_INCLUDE|WANT)\w*.*\n", "", body, flags=re.M)
    body = "#include <hwy/highway.h>\n" + body
    header = foreach_target.replace("HIGHWAY_HWY_FOREACH_TARGET_H_", "TIDINGS_FOREACH_TARGET_H_")
    header = re.sub(r"#if !defined\(HWY_TARGET_INCLUDE\)\n.*?#endif\n", "", header, flags=re.S)
    header = re.sub(r"//[^\n]*", "", header)
    header = re.sub(r'#include "(hwy/[^"]+)"', r"#include <\1>", header)
    # Highway's directives for each target, with the kernels in the place of its include.
    return header.replace("#include HWY_TARGET_INCLUDE\n", body) + body + "#if HWY_ONCE" + rest


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--source", type=Path, default=Path("."))
    p.add_argument("--build", type=Path, default=Path("build"))
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("--without-store", action="store_true", help="without Corpus, which keeps documents in a file by SQLite")
    p.add_argument("--foreach-target", type=Path, default=Path("/usr/include/hwy/foreach_target.h"))
    a = p.parse_args()
    a.output.mkdir(parents=True, exist_ok=True)
    version = re.search(r'TIDINGS_VERSION "([^"]+)"', (a.source / "include/tidings/version.hpp").read_text())[1]
    banner = f"// Tidings {version} in two files: tidings.hpp and tidings.cpp. Made by packaging/amalgamate.py.\n//\n"
    banner += "".join(f"// {line}".rstrip() + "\n" for line in (a.source / "LICENSE").read_text().splitlines())

    sources = Sources(a.source, a.build)
    public = sources.inlined(a.source / "include/tidings/tidings.hpp", lambda f: True, True)
    for header in sorted((a.source / "include/tidings").rglob("*.hpp")):
        if header not in sources.done and header.name != "tidings.hpp":
            sources.done.add(header)
            public += sources.inlined(header, lambda f: True, True)
    includes = "".join(f"#include <{name}>\n" for name in sorted(sources.system))
    (a.output / "tidings.hpp").write_text(banner + "#pragma once\n\n" + includes + public)

    files = sorted((a.source / "src").glob("*.cpp"))
    for room in ROOMS:
        files += sorted(f for f in (a.source / "src" / room).rglob("*.cpp") if "tools" not in f.parts)
    left_out = {KERNELS, STORE} if a.without_store else {KERNELS}
    files = [f for f in files if str(f.relative_to(a.source)) not in left_out]
    sources.system = []
    internal = ""
    sections = []
    for file in files + [a.source / KERNELS]:
        for match in INCLUDE.finditer(file.read_text()):
            found = sources.find(match[2])
            if found and found.suffix == ".hpp" and found not in sources.done:
                sources.done.add(found)
                internal += sources.inlined(found, lambda f: True, True)
        sections.append((file, sources.inlined(file, lambda f: False, False)))
    scopes = {file: Scopes(text) for file, text in sections}
    private = Counter(name for s in scopes.values() for name in s.own | set(s.aliases))
    headers = Scopes(public).shared | Scopes(internal).shared | set().union(*(s.shared for s in scopes.values()))

    data = embedded(a.build)
    highway = {"hwy/highway.h"}
    out = [banner, '#include "tidings.hpp"\n\n#define HWY_WANT_AVX3_DL 1\n']
    out += [f"#include <{name}>\n" for name in sorted(set(sources.system) - highway)]
    out.append("\n// The same bits on every processor: no product and sum in one rounding.\n"
               "#if defined(__clang__)\n#pragma clang fp contract(off)\n#elif defined(__GNUC__)\n"
               '#pragma GCC optimize("fp-contract=off")\n#endif\n\n')
    out.append(internal)
    for file, text in sections:
        own = {n for n in scopes[file].own | set(scopes[file].aliases) if private[n] > 1 or n in headers}
        text = renamed(text, own, scopes[file].members, "_in_" + file.stem)
        if str(file.relative_to(a.source)) == KERNELS:
            text = for_each_target(text, a.foreach_target.read_text())
        text = re.sub(r'^extern "C" .*_end\[\];\n', "", text, flags=re.M)
        text = re.sub(r"\b(tidings_\w+)_end\b", lambda m: f"({m[1]} + {len(data[m[1]])})" if m[1] in data else m[0], text)
        out.append(f"\n// ---- {file.relative_to(a.source)}\n{text}")
    out.append("\n// ---- data\n")
    for name, content in data.items():
        kind = re.search(rf'extern "C" const ((?:unsigned )?char) {name}\[\];', "".join(t for _, t in sections))[1]
        out.append(f'alignas(64) const {kind} {name}[{len(content) + 1}] =\n{literal(content)};\n')
    (a.output / "tidings.cpp").write_text("".join(out))


if __name__ == "__main__":
    main()
