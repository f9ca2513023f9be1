"""Modules as one classic script: what stands in it, and what is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from geo.core.errors import LayerError
from geo.web.bundle import bundled, divided

SHOW = "console.log(JSON.stringify(entry.found()));"


def written(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


def run(script: str) -> object:
    node = shutil.which("node")
    assert node, "node is not on the path"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_module_takes_what_its_neighbours_export(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        model__one="export const two = 2;\nexport class Three {\n  get three() {\n    return 3;\n  }\n}\n",
        view__a='import {\n  Three,\n  two as other,\n} from "../model/one.js";\n'
        'import * as one from "../model/one.js";\n\n'
        "export function found() {\n  return [other, new Three().three, Object.keys(one)];\n}\n",
    )
    assert run(bundled(folder, "view/a.js", SHOW)) == [2, 3, ["two", "Three"]]


def test_a_module_that_two_import_is_run_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        count="export const seen = [];\n",
        left='import { seen } from "./count.js";\n\nseen.push("left");\n\nexport const left = 1;\n',
        right='import { seen } from "./count.js";\n\nseen.push("right");\n\nexport const right = 1;\n',
        first='import { left } from "./left.js";\nimport { right } from "./right.js";\n'
        'import { seen } from "./count.js";\n\n'
        "export async function later() {\n  return left + right;\n}\n\nexport function found() {\n  return seen;\n}\n",
    )
    assert run(bundled(folder, "first.js", SHOW)) == ["left", "right"]


def test_the_script_leaves_no_name_behind(tmp_path: Path) -> None:
    folder = written(tmp_path, one="export const inside = 1;\n")
    script = bundled(folder, "one.js", "") + "console.log(JSON.stringify(typeof inside + typeof modules));"
    assert run(script) == "undefinedundefined"


LATER = 'export async function found() {\n  const { more } = await import("./more.js");\n  return more;\n}\n'
AWAITED = "entry.found().then((one) => console.log(JSON.stringify(one)));"


def test_what_is_imported_later_is_in_the_one_script_too(tmp_path: Path) -> None:
    folder = written(tmp_path, one=LATER, more='import { two } from "./two.js";\n\nexport const more = two;\n')
    written(tmp_path, two="export const two = 2;\n")
    assert run(bundled(folder, "one.js", AWAITED)) == 2


def fetching(first: str, later: str) -> str:
    """Give a page that gets the second script when it is wanted."""
    return f"""
        globalThis.self = globalThis;
        const run = () => {{ {later} }};
        globalThis.document = {{
            createElement: () => ({{}}),
            head: {{ append: (script) => {{ run(); script.onload(); }} }},
        }};
        {first}
    """


def test_what_is_imported_later_can_be_a_script_of_its_own(tmp_path: Path) -> None:
    folder = written(tmp_path, one='import { two } from "./two.js";\n\nexport const first = two;\n\n' + LATER)
    written(
        tmp_path, two="export const two = 2;\n", more='import { two } from "./two.js";\n\nexport const more = [two];\n'
    )
    first, later = divided(folder, "one.js", AWAITED, "map/later.js")
    assert "more = [two]" not in first
    assert "two = 2" not in later
    assert run(fetching(first, later)) == [2]


def test_what_comes_later_can_import_later(tmp_path: Path) -> None:
    folder = written(tmp_path, one="export const first = 1;\n\n" + LATER)
    more = 'export const more = Promise.resolve().then(() => import("./most.js")).then(({ most }) => most);\n'
    written(tmp_path, more=more, most="export const most = [3];\n")
    assert run(fetching(*divided(folder, "one.js", AWAITED, "map/later.js"))) == [3]


@pytest.mark.parametrize(
    "line",
    ["export default 1;", 'export { a } from "./b.js";', 'import "./b.js";', "export let a = 1;", "import a from 'b';"],
)
def test_what_cannot_stand_in_a_classic_script_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(LayerError, match=r"one\.js says .* write it otherwise"):
        bundled(written(tmp_path, one=f"{line}\n"), "one.js", "")


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, one='import { b } from "./two.js";\n', two='import { a } from "./one.js";\n')
    with pytest.raises(LayerError, match=r"one\.js imports itself by way of two\.js"):
        bundled(folder, "one.js", "")


def test_comments_on_their_own_lines_stay_out(tmp_path: Path) -> None:
    source = "/** What it is. */\n\n/**\n * @param {number} a\n */\nexport function found() {\n  const a =\n"
    source += '    /** @type {string} */ ("/** text */");\n  return a;\n}\n'
    script = bundled(written(tmp_path, one=source), "one.js", SHOW)
    assert "@param" not in script
    assert "@type" not in script
    assert run(script) == "/** text */"


@pytest.mark.parametrize("text", ["https://example.org", "a; // b", "{ // b"])
def test_remarks_behind_a_line_stay_out_and_texts_stay(tmp_path: Path, text: str) -> None:
    source = f'export function found() {{ // a remark\n  return "{text}"; // another\n}}\n'
    script = bundled(written(tmp_path, one=source), "one.js", SHOW)
    assert "remark" not in script
    assert "another" not in script
    assert run(script) == text


def test_a_text_of_several_lines_keeps_its_spaces(tmp_path: Path) -> None:
    source = "export function found() {\n  return `a\n  b`;\n}\n"
    assert run(bundled(written(tmp_path, one=source), "one.js", SHOW)) == "a\n  b"
