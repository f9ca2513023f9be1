"""Why a text is not JSON, in an editor's words."""

from __future__ import annotations

import json

__all__ = ["not_json"]


def not_json(error: json.JSONDecodeError) -> tuple[str, str]:
    """Say what is wrong where the reading of JSON stopped, and what to do.

    Parameters
    ----------
    error : json.JSONDecodeError

    Returns
    -------
    tuple of str
        The fault, continuing "not JSON: ", and its remedy.
    """
    before, after = error.doc[: error.pos].rstrip(), error.doc[error.pos :].lstrip()
    if not error.doc.strip():
        return "the file is empty", "write its content, or take it away"
    if "\n<<<<<<<" in f"\n{error.doc}" or "\n>>>>>>>" in error.doc:
        return "a merge was not finished (<<<<<<< and >>>>>>>)", "choose one of the two versions"
    for begin, fault in _INSIDE.items():
        if error.msg.startswith(begin):
            return fault
    if not after:
        return "the file ends too early", "close its brackets and quotation marks"
    return _comma(before, after) or _sign(after) or _missing(before, after)


_INSIDE: dict[str, tuple[str, str]] = {
    "Unterminated string": ("the text that begins here has no quotation mark at its end", 'write " at its end'),
    "Invalid control character": ("a text goes on over a line break or has a tab in it", "write it on one line"),
    "Invalid \\": ("a backslash stands before a letter that needs none", "take it out, or write two for one"),
    "Extra data": ("something stands after the end", "take it out"),
}
"""Faults inside a text and after the end, by how the reader's own message begins."""


def _comma(before: str, after: str) -> tuple[str, str] | None:
    closing = after[1:].lstrip()[:1] if after[0] == "," else after[0]
    if closing in ("}", "]") and (before.endswith(",") or after[0] == ","):
        return f'a comma stands before "{closing}"', "take the comma out"
    return None


def _sign(after: str) -> tuple[str, str] | None:
    if after[0] in "'\u2018\u2019\u201c\u201d\u201e\u00ab":
        return f"the quotation mark {after[0]} is not the one of JSON", 'write straight double ones: "'
    if after.startswith(("#", "//", "/*")):
        return "a comment stands here", "take it out; explain in the note"
    word = after.split(maxsplit=1)[0].strip(",]}")
    if word.casefold() in ("none", "nil", "undefined", "nan", "null", "true", "false"):
        proper = word.casefold() if word.casefold() in ("true", "false") else "null"
        return f'"{word}" is no value', f"write {proper}"
    return None


def _missing(before: str, after: str) -> tuple[str, str]:
    if before[-1:] in "{,[:" or not before:
        return "a value or a key is missing or has no quotation marks here", 'write it in straight double ones: "..."'
    if before[-1:] == '"' and after[0].isalpha():
        return "a quotation mark stands inside a text", 'write \\" for it, or take it out'
    return "a comma, a colon or a bracket is missing before this", "write it"
