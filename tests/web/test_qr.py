"""QR codes of the front end: those of another program, module by module, and read by a third.

``tests/cases/qr.json`` holds codes that segno makes, for ``tests/js/qr.test.mjs``; write it anew with
``python -m tests.web.test_qr``. segno puts a byte of zeros before the padding, so that the texts fill their codes; the
codes of other texts are read here.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import segno
import zxingcpp

from tests.run import of_node

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "cases" / "qr.json"
ROOM = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)
"""Bytes of text that fill a code of each version at level M (ISO/IEC 18004, table 7)."""
ADDRESS = "https://example.org/" + "stalin/%D0%A1%D1%82?year=1961&x=_~" * 7
READ = (
    "https://example.org/", "https://ria.ru/20111110/484570000.html", "Сталинград", "x" * 60, ADDRESS[:100],
    ADDRESS[:150], ADDRESS[:200],
)  # fmt: skip
MAKE = """
const { qrCode } = await import(process.argv[1]);
console.log(JSON.stringify(JSON.parse(process.argv[2]).map((text) => qrCode(text)?.map((row) => [...row]))));
"""


def known() -> dict[str, Any]:
    """Give the file of cases as segno makes it."""
    texts = [ADDRESS[-length:] for length in ROOM]
    codes = [{"text": text, "version": version, "masks": [rows(text, mask) for mask in range(8)]}
             for version, text in enumerate(texts, 1)]  # fmt: skip
    return {"about": "Codes that segno makes of texts that fill them, at level M, by mask.", "codes": codes}


def rows(text: str, mask: int) -> list[str]:
    code = segno.make_qr(text, error="m", mode="byte", boost_error=False, mask=mask, encoding="utf-8")
    return ["".join(str(int(module)) for module in row) for row in code.matrix]


def ours(texts: tuple[str, ...]) -> list[list[list[int]]]:
    module = (ROOT / "geo" / "web" / "model" / "qr.js").as_uri()
    call = [*of_node("node"), "--input-type=module", "--eval", MAKE, module, json.dumps(texts)]
    made = subprocess.run(call, check=True, capture_output=True, text=True)
    codes: list[list[list[int]]] = json.loads(made.stdout)
    return codes


def test_the_cases_are_what_segno_makes() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == known()


@pytest.fixture(scope="module")
def made() -> dict[str, list[list[int]]]:
    return dict(zip(READ, ours(READ), strict=True))


@pytest.mark.parametrize("text", READ, ids=[text[:30] + str(len(text)) for text in READ])
def test_a_code_is_read_as_it_was_meant(text: str, made: dict[str, list[list[int]]]) -> None:
    code = np.pad(np.array(made[text], dtype=np.uint8), 4)
    picture = np.kron(1 - code, np.ones((4, 4), dtype=np.uint8)) * 255
    found = zxingcpp.read_barcode(picture)
    assert found is not None
    assert (found.text, found.format) == (text, zxingcpp.BarcodeFormat.QRCode)


if __name__ == "__main__":
    FILE.write_text(json.dumps(known(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
