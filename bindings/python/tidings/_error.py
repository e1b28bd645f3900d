"""Error: what is raised when a file that a user wrote can't be used."""
from __future__ import annotations


class Error(ValueError):
    """Rules, a model, a store or JSON is wrong. `file`, `line` and `column` say where (line and column count from 1;
    0: they don't apply); `message` says what was found and what was expected. Text is never an error."""

    def __init__(self, message: str, file: str | None = None, line: int = 0, column: int = 0, shown: str = "") -> None:
        super().__init__(shown or message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
