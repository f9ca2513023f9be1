"""Some records, and what texts find among them: the same answers in Python and JavaScript.

``tests/cases/search.json`` holds the records, what the browser reads of them, and each text with its hits. Written
anew, when a rule is changed on purpose, by ``python -m tests.search_sample``; the difference is to be read like code.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo.dataset import Dataset
from geo.exports.front import front_columns, front_texts
from geo.find.search import Hit, SearchIndex, build_index, search, search_words
from geo.find.towns import Towns, read_towns
from geo.layer import build_layer
from geo.records.model import Record
from geo.records.reading import read_or_refuse
from geo.text.words import durations
from tests.front_sample import EDITION
from tests.samples import FOLDER, MONUMENT, PLACE, opened, record

FILE = Path(__file__).parent / "cases" / "search.json"

IDS = (
    "stalin-yerevan", "mashtots-avenue-yerevan", "yerevan-molotov", "yerevan-stalin", "yeghegnadzor",
    "gori-stalin-avenue",
    "stalin-prague-letna", "gottwald-mausoleum-prague", "nusle-bridge-prague", "vinohradska-prague", "zlin",
    "kyiv-stalinskyi", "stalin-kyiv-pioneer-park", "european-square-kyiv", "kyivskyi-district-kharkiv",
    "heroiv-kharkova-avenue", "palace-of-culture-and-science-warsaw", "aleje-ujazdowskie-warsaw", "wroclaw-university",
    "jednosci-narodowej-wroclaw", "katowice", "volgograd", "stalin-volgograd-2023", "volgograd-oblast", "dushanbe",
    "donetsk", "luhansk", "perm", "rybinsk", "svitlovodsk", "brasov", "dunaujvaros", "eisenhuettenstadt",
    "karl-marx-allee-berlin", "stalin-berlin-stalinallee", "ismoil-somoni-peak", "tskhinvali",
    "freedom-square-tbilisi", "stalin-tirana-skanderbeg", "kucove", "stalin-budapest", "renmin-square-dalian",
    "stalin-park-harbin", "stalin-street-tehran", "okhotny-ryad-metro", "zil-works-moscow", "almaty-almaly",
    "chuy-avenue-bishkek", "gaz-works", "nizhny-novgorod-stalinsky", "stalin-vilnius-station", "riga-ziemelu",
    "vrijheidslaan-amsterdam", "naberezhnye-chelny", "sharypovo", "onesti", "khashuri", "beylagan", "mariupol", "zmiiv",
    "lenin-square-novosibirsk", "arkhangelsk-pervomaysky", "rostov-pervomaysky", "kaliningrad-oktyabrsky",
    "stalin-street-harbin", "poliske", "stalin-ulaanbaatar-library",
)  # fmt: skip
"""Records of the data, as they were when the file was written."""

FIRST: dict[str, str] = {
    # a name, as written, in another script, spelling or case
    "Stalinabad": "dushanbe", "Сталинабад": "dushanbe", "stalin abad": "dushanbe", "СТАЛИНГРАД": "volgograd",
    "Stalingrad": "volgograd", "Tsaritsyn": "volgograd", "Царицын": "volgograd", "Zarizyn": "volgograd",
    "Eisenhuettenstadt": "eisenhuettenstadt", "ｓｔａｌｉｎｓｔａｄｔ": "eisenhuettenstadt",
    "sztalinvaros": "dunaujvaros",
    "Orasul Stalin": "brasov", "Braşov": "brasov", "Gottwaldov": "zlin", "Woroschilowgrad": "luhansk",
    "Schtscherbakow": "rybinsk", "Щербаков": "rybinsk", "Хрущёв": "svitlovodsk", "Хрущев": "svitlovodsk",
    "Chruschtschow": "svitlovodsk", "Hrushev": "svitlovodsk", "Stalinogrod": "katowice", "Եղեգնաձոր": "yeghegnadzor",
    "Մաշտոց": "mashtots-avenue-yerevan", "ცხინვალი": "tskhinvali", "Cxinvali": "tskhinvali", "სტალინირი": "tskhinvali",
    "史達林廣場": "renmin-square-dalian", "公园": "stalin-park-harbin", "استالين": "stalin-street-tehran",
    "Palac kultury i nauki": "palace-of-culture-and-science-warsaw", "Okhotnyi Riad": "okhotny-ryad-metro",
    "S\u0336t\u0336a\u0336l\u0336i\u0336n\u0336o": "donetsk", "Stalin\u00adgrad": "volgograd",
    "Qyteti Stalin": "kucove",
    # the beginning, some words, in another order
    "Stalingr": "volgograd", "Somoni": "ismoil-somoni-peak", "Letná": "stalin-prague-letna",
    "pioneer park": "stalin-kyiv-pioneer-park", "prague letna stalin": "stalin-prague-letna",
    "victory park yerevan": "stalin-yerevan",
    # slips
    "Stalngrad": "volgograd", "Volgogard": "volgograd", "сталенград": "volgograd", "Stalinabat": "dushanbe",
    "Dushnabe": "dushanbe", "Stalinstatd": "eisenhuettenstadt", "voroshilovgard": "luhansk", "Katovise": "katowice",
    "chtcherbakov": "rybinsk", "Tchernenko": "sharypovo", "georghiu dej": "onesti", "tsinvali": "tskhinvali",
    "Ismail Somoni": "ismoil-somoni-peak", "stalinalee": "karl-marx-allee-berlin", "gottwladov": "zlin",
    "Молатов": "perm", "Molotoff": "perm", "Брежнив": "naberezhnye-chelny", "hashury": "khashuri",
    "palase of culture": "palace-of-culture-and-science-warsaw", "yerevan vctory park": "stalin-yerevan",
    "Stalin obelisk Letná": "stalin-prague-letna",
    # a name and its town or country
    "stalin praha": "stalin-prague-letna", "most praha": "nusle-bridge-prague",
    "Stalin Street Iran": "stalin-street-tehran",
    "park china": "stalin-park-harbin", "Stalin obelisk Charkow": "heroiv-kharkova-avenue",
}  # fmt: skip
"""Texts with the record that must be the first hit."""

TOWNS: dict[str, str] = {
    "Yerevan": "Yerevan", "Ереван": "Yerevan", "Երևան": "Yerevan", "Erivan": "Yerevan", "Jerewan": "Yerevan",
    "Ereván": "Yerevan", "ერევანი": "Yerevan", "Praha": "Prague", "Praga": "Prague", "Prag": "Prague",
    "Прага": "Prague",
    "Kiev": "Kyiv", "Київ": "Kyiv", "Kijów": "Kyiv", "Киев": "Kyiv", "Warszawa": "Warsaw", "Warschau": "Warsaw",
    "Варшава": "Warsaw", "Varsó": "Warsaw", "Breslau": "Wrocław", "Vratislav": "Wrocław", "Вроцлав": "Wrocław",
    "Tiflis": "Tbilisi", "Тбилиси": "Tbilisi", "თბილისი": "Tbilisi", "Берлин": "Berlin", "Moskau": "Moscow",
    "Москва": "Moscow", "Moskva": "Moscow", "Novgorod": "Nizhniy Novgorod", "Горький": "Nizhniy Novgorod",
    "Teheran": "Tehran", "Dalian": "Dalian", "Wilno": "Vilnius", "Frunze": "Bishkek",
    "Königsberg": "Kaliningrad", "Alma-Ata": "Almaty", "Tiranë": "Tirana", "Budapesht": "Budapest",
    "Budapset": "Budapest", "Novosibrisk": "Novosibirsk", "Charkow": "Kharkiv", "Amsterdm": "Amsterdam",
}  # fmt: skip
"""Texts with the town of which every record must be found, and before them none but by its name."""

COUNTRIES: dict[str, str] = {
    "Deutschland": "DE", "Germany": "DE", "Německo": "DE", "Niemcy": "DE", "Германия": "DE", "Polska": "PL",
    "Польша": "PL", "Україна": "UA", "Ukraine": "UA", "Украина": "UA", "Россия": "RU", "Magyarország": "HU",
    "Shqipëria": "AL", "Հայաստան": "AM", "საქართველო": "GE", "Česko": "CZ", "România": "RO", "中国": "CN",
    "Czechoslovakia": "CZ", "Tajik SSR": "TJ", "Mongolai": "MN",
}  # fmt: skip
"""Texts with the country of which every record of the sample must be found."""

NOTHING = (
    "", " ", "a", "я", "林", "..", "()", "xyzzy", "Paris", "Geneva", "Oslo", "Napoleon", "Thessaloniki", "qwxzqwxz",
    "🔥🔥🔥", "́́́", "a" * 301, "Quito", "Bern", "Nairobi", "Madrid", "Lisboa", "Buenos Aires",
)  # fmt: skip
"""Texts that find nothing."""

OTHERS = (
    "Soviet Union",
    "German Democratic Republic",
    "Jdanov",
    "大连",
    "St",
    "Ста",
    "stalin",
    "Ki",
    "Kyiv",
    "Park",
    "ulitsa",
    "Ge",
    "Voroshilov",
    "1",
    "19",
    "Молотов",
    "Ber",
)
"""Texts with many hits, of which the order counts."""


def compact(one: Record) -> dict[str, Any]:
    """Keep of a record what the search reads."""
    kept = {"name", "native_name", "native_lang", "status", "change", "start", "end"}
    names = [{key: value for key, value in name.items() if key in kept} for name in _dumped(one)["names"]]
    keys = ("id", "category", "kind", "country", "polity", "location", "within")
    return {**{key: _dumped(one)[key] for key in keys}, "names": names}


def _dumped(one: Record) -> dict[str, Any]:
    return one.model_dump(mode="json")


def dataset(records: list[dict[str, Any]], countries: dict[str, str]) -> Dataset:
    """Open the records of the file as a data set."""
    whole = [record(MONUMENT if one["category"] == "monument" else PLACE, **one) for one in records]
    data = opened(build_layer(whole, EDITION))
    data.records = whole
    data.edition = EDITION
    data.countries = countries
    return data


def found(index: SearchIndex, text: str) -> list[list[Any]]:
    """Give the hits of a text as the file has them."""
    return [_row(hit) for hit in search(index, text, None)]


def _row(hit: Hit) -> list[Any]:
    return [hit.record_id, hit.name, hit.lang, hit.town, hit.when, hit.year, hit.score, hit.how]


def towns_of(rows: list[Any], path: Path) -> Towns:
    """Read the towns of the file, as from a file of their own."""
    path.write_text(json.dumps(rows), encoding="utf-8")
    return read_towns(path)


def written(records: list[dict[str, Any]], towns: list[Any], known: Towns, countries: dict[str, str]) -> dict[str, Any]:
    """Give what the file holds."""
    data = dataset(records, countries)
    index = build_index(data.periods, known)
    rows = [feature["properties"] for feature in data.collection["features"]]
    phrases = {"when": durations(rows), "countries": countries, "search": search_words(data.periods, known)}
    texts = dict.fromkeys([*FIRST, *TOWNS, *COUNTRIES, *OTHERS, *NOTHING])
    return {
        "records": records,
        "towns": towns,
        "phrases": phrases,
        "columns": base64.b64encode(front_columns(data)).decode("ascii"),
        "texts": json.dumps(front_texts(data), ensure_ascii=False, separators=(",", ":")),
        "cases": [{"text": text, "hits": found(index, text)} for text in texts],
    }


def text_of(parts: dict[str, Any]) -> str:
    """Write the file: a record, a town and a case a line."""
    lists = {"records", "towns", "cases"}
    lines = []
    for key, value in parts.items():
        inner = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in value] if key in lists else []
        body = "[\n" + ",\n".join(inner) + "\n]" if inner else json.dumps(value, ensure_ascii=False, sort_keys=True)
        lines.append(f'"{key}": {body}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def chosen() -> tuple[list[dict[str, Any]], list[Any], dict[str, str]]:
    """Give the records, the towns they lie in and the names of their countries from the data as they are."""
    records = [compact(one) for one in read_or_refuse(FOLDER.records) if one.id in IDS]
    inside = {one["within"] for one in records} - {None}
    rows = [row for row in json.loads(FOLDER.towns.read_text(encoding="utf-8")) if row[5:6] and row[5] in inside]
    names = Dataset(FOLDER).countries
    return records, rows, {one["country"]: names[one["country"]] for one in records}


def main() -> None:
    """Write the file anew: with the records that it has, or, where there is none, with those of the data."""
    if FILE.exists():
        kept = json.loads(FILE.read_text(encoding="utf-8"))
        records, rows, countries = kept["records"], kept["towns"], kept["phrases"]["countries"]
    else:
        records, rows, countries = chosen()
    with TemporaryDirectory() as folder:
        known = towns_of(rows, Path(folder) / "towns.json")
    FILE.write_text(text_of(written(records, rows, known, countries)), encoding="utf-8")


if __name__ == "__main__":
    main()
