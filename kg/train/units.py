"""Derives registry entries of units from open lists: `python -m kg.train.units --data ../shared/data`.

Reads `units/ua_ru_units_2022.csv` (units seen in 2022) and `units/ru_military_unit_numbers.csv` (Russian formations
with the number of their military unit) and writes `kg/data/registry/units-derived.toml`. What a curated file of the
registry already holds is left out. The same sources give the same bytes.

The lists name no honorifics: `honorifics.csv` beside this module gives those that are public, each with its source.
In Russian names an honorific is an adjective and stands before the arm; a Ukrainian unit keeps its plain name.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.registry import ALIKE, FOLDER

TARGET = FOLDER / "units-derived.toml"
HONORIFICS = Path(__file__).parent / "honorifics.csv"
SOURCES = {
    "seen": "uawardata (simonhuwiler/uawardata), units seen in 2022",
    "numbers": "public reporting on Russian military unit numbers (data/units/ru_military_unit_numbers.csv)",
}

ECHELONS = (
    ("Army Corps", "corps"), ("Corps", "corps"), ("Combined Arms Army", "army"), ("Tank Army", "army"),
    ("Army", "army"),
    ("Division", "division"), ("Brigade", "brigade"), ("Regiment", "regiment"), ("Battalion", "battalion"),
    ("Company", "company"), ("Military Base", "unit"), ("Recon Point", "unit"), ("Element", ""), ("Unit", ""),
)  # fmt: skip
"""Words of the lists' names, the more telling first."""

ARMS = (
    ("Naval Infantry", "naval_infantry"), ("Marine", "marine"), ("Air Assault", "air_assault"),
    ("Airborne", "airborne"),
    ("Territorial Defense", "territorial_defence"), ("Tank Army", ""), ("Tank", "tank"), ("Artillery", "artillery"),
    ("Missile", "missile"), ("Recon", "reconnaissance"), ("Special Purpose", "special_purpose"),
    ("Special Forces", "special_purpose"), ("National Guard", "national_guard"), ("Operational", "national_guard"),
    ("Public Protection", "national_guard"), ("Mountain", "mountain_assault"), ("Jager", "jaeger"),
    ("Motorized Rifle", "motor_rifle"), ("Motorized", "motorized"), ("Mechanized", "mechanized"),
    ("Infantry", "infantry"), ("Anti-Tank", "artillery"),
)  # fmt: skip

SLAVIC = {
    "regiment": ("полк", "полк"), "brigade": ("бригада", "бригада"), "division": ("дивизия", "дивізія"),
    "tank": ("танков", "танков"), "motor_rifle": ("мотострелков", "мотострілецьк"),
    "motorized": ("мотопехотн", "мотопіхотн"),
}  # fmt: skip
"""Sizes, and the stems of arms, in Russian and in Ukrainian."""

ENDINGS = {"regiment": ("ый", "ий"), "brigade": ("ая", "а"), "division": ("ая", "а")}
"""Endings of an arm's adjective, in Russian and in Ukrainian."""

_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_QUOTED = re.compile(r'"([^"]+)"')
_BEFORE_ARM = re.compile(r"(\d+\w\w(?: Separate)?(?: Guards)?) ")
_BRACKETS = re.compile(r"\s*\((?:[^()]*)\)")


@dataclass(slots=True)
class Unit:
    """One unit as the lists describe it."""

    id: str
    name: str
    side: str
    number: int
    echelon: str
    arm: str
    honorific: str
    source: str
    superior: str = ""
    post_number: str = ""
    aliases: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What tells one unit from another."""
        return self.side, self.number, self.echelon, self.arm


def read(name: str, side: str, source: str) -> Unit | None:
    """A unit from its English name, None where the name has no number or no size."""
    name = name.partition("/")[0].strip()
    match = _NUMBER.search(name)
    echelon = next((e for word, e in ECHELONS if word in name), "")
    if not match or not echelon:
        return None
    number = int(match[1])
    arm = next((a for word, a in ARMS if word in name), "")
    if side == "RU" and arm == "mechanized":
        arm = "motor_rifle"
    honorific = (_QUOTED.search(name) or ["", ""])[1]
    group = next((g for g in ("DPR", "LPR", "Donetsk", "Luhansk") if f"({g})" in name), "")
    plain = _BRACKETS.sub("", name).removesuffix(" HQ").replace("15nd", "15th")
    plain = re.sub(r"\s+", " ", _QUOTED.sub("", plain)).strip()
    if side == "RU":
        plain = plain.replace("Mechanized", "Motor Rifle").replace("Motorized Rifle", "Motor Rifle")
    words = [side.lower(), str(number), *(arm.split("_") if arm else []), echelon]
    if group in ("LPR", "Luhansk"):
        words.append("luhansk")
    return Unit(f"unit-{'-'.join(words)}", plain, side, number, echelon, arm, honorific, source)


def derive(data: Path) -> list[Unit]:
    """The units of both lists, one entry for each, sorted by id."""
    units: dict[str, Unit] = {}
    superiors: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    with (data / "ua_ru_units_2022.csv").open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            unit = read(row["unit"], row["country"].upper(), SOURCES["seen"])
            if unit and not (unit.side == "RU" and unit.name.startswith("140th")):
                units.setdefault(unit.id, unit)
                names[unit.side, row["unit"]] = unit.id
                superiors.setdefault(unit.id, row["superior"])
    for unit_id, superior in superiors.items():
        units[unit_id].superior = names.get((units[unit_id].side, superior), "")
    with (data / "ru_military_unit_numbers.csv").open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            unit = read(row["unit"], "RU", SOURCES["numbers"])
            if not unit:
                continue
            alike = [u for u in units.values() if u.key == unit.key]
            # Both self-styled republics had brigades of the same number: the garrison tells them apart.
            alike.sort(key=lambda u: u.id.endswith("luhansk") != ("Luhansk" in row["garrison"]))
            same = alike[0] if alike else units.setdefault(unit.id, unit)
            same.post_number = same.post_number or row["militaryUnitNumber"]
            same.honorific = same.honorific or unit.honorific
    name_after(units.values())
    return [units[unit_id] for unit_id in sorted(units)]


def name_after(units: Iterable[Unit]) -> None:
    """Give units their honorifics, and the names that they have by them.

    Raises ValueError where a row of the honorifics fits no unit, or more than one.
    """
    known = {unit.key: unit for unit in units}
    with HONORIFICS.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            key = row["side"], int(row["number"]), row["echelon"], row["arm"]
            if key not in known:
                raise ValueError(f"{HONORIFICS.name}: the lists have no unit {key}")
            unit = known[key]
            unit.honorific = row["honorific"]
            unit.source = f"{unit.source}; honorific: {row['source']}"
            unit.aliases = [*_called(unit, row), *filter(None, row["aliases"].split(";"))]
            if unit.side == "RU":
                unit.aliases.insert(0, unit.name)
                unit.name = _BEFORE_ARM.sub(rf"\1 {unit.honorific} ", unit.name, count=1)


def _called(unit: Unit, row: Mapping[str, str]) -> Iterator[str]:
    """What a unit is called by an adjective alone: "Yampolsky Regiment", «Ямпольский мотострелковый полк»."""
    if not row["ru"]:
        return
    size = unit.echelon.title()
    arm = unit.arm.replace("_", " ").title()
    yield f"{unit.honorific} {size}"
    if unit.arm in SLAVIC:
        yield f"{unit.honorific} {arm} {size}"
    for lang, n in (("ru", 0), ("uk", 1)):
        size = SLAVIC[unit.echelon][n]
        yield f"{row[lang]} {size}"
        if unit.arm in SLAVIC:
            adjective = SLAVIC[unit.arm][n] + ENDINGS[unit.echelon][n]
            yield f"{row[lang]} {adjective} {size}"
            yield f"{adjective} {row[lang]} {size}"


def curated() -> dict[tuple[str, int, str, str], str]:
    """What tells apart the units that curated files hold → their ids; an alike arm counts as the same."""
    found: dict[tuple[str, int, str, str], str] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        if path != TARGET:
            for row in tomllib.loads(path.read_text(encoding="utf-8")).get("unit", []):
                for arm in same_arms(row.get("arm", "")):
                    found[row["side"], row.get("number", 0), row["echelon"], arm] = row["id"]
    return found


def same_arms(arm: str) -> set[str]:
    """An arm with those that the lists call by its name."""
    return {arm}.union(*(group for group in ALIKE if arm in group))


def toml(unit: Unit) -> str:
    """One entry of the registry file."""
    values = {
        "id": unit.id, "name": unit.name, "aliases": unit.aliases, "side": unit.side, "number": unit.number,
        "echelon": unit.echelon, "arm": unit.arm, "honorific": unit.honorific, "military_unit_number": unit.post_number,
        "superior": unit.superior, "source": unit.source,
    }  # fmt: skip
    lines = [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in values.items() if v]
    return "\n".join(("[[unit]]", *lines))


def main() -> None:
    """Reads the lists under --data and writes the registry file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with units/")
    data: Path = parser.parse_args().data
    known = curated()
    listed = derive(data / "units")
    ids = {u.id: known.get(u.key, u.id) for u in listed}
    units = [u for u in listed if u.key not in known]
    for unit in units:
        unit.superior = ids.get(unit.superior, "")
    head = "# Derived by `python -m kg.train.units`: do not edit, curate in units.toml, which goes before.\n\n"
    TARGET.write_text(head + "\n\n".join(toml(u) for u in units) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(units)} units")


if __name__ == "__main__":
    main()
