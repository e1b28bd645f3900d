"""THREADS FORMAT FILE ...: what `tidings extract` writes, by Python."""
import pathlib
import sys

import tidings

threads, format, *files = sys.argv[1:]
documents = [{"name": path.name, "text": path.read_bytes()} for path in map(pathlib.Path, files)]
graph = tidings.merge(tidings.Analyzer(offsets="byte").pipe(documents, threads=int(threads)))
sys.stdout.buffer.write(graph.to(format).encode())
