"""What a registry and a gazetteer know of the sample documents of `conftest`. The people are invented."""

from __future__ import annotations

from kg.gazetteer import COLUMNS, Gazetteer
from kg.registry import Entry, Post, Registry

REGISTRY = Registry(
    ("here", entry)
    for entry in (
        Entry(
            "org-ua-sbu",
            "Organization",
            {"en": "Security Service of Ukraine", "uk": "Служба безпеки України"},
            "https://ssu.gov.ua",
            aliases=("SBU", "СБУ"),
            side="UA",
            kind="service",
        ),
        Entry(
            "unit-ru-488-motor-rifle-regiment",
            "Unit",
            {"en": "488th Guards Motor Rifle Regiment", "ru": "488-й гвардейский мотострелковый полк"},
            "a public list",
            side="RU",
            number=488,
            echelon="regiment",
            arm="motor_rifle",
            honorific="Simferopol",
            military_unit_number="12721",
            superior="unit-ru-144-motor-rifle-division",
        ),
        Entry(
            "unit-ru-144-motor-rifle-division",
            "Unit",
            {"en": "144th Guards Motor Rifle Division"},
            "a public list",
            side="RU",
            number=144,
            echelon="division",
            superior="unit-ru-20-army",
        ),
        Entry("unit-ru-20-army", "Unit", {"en": "20th Guards Combined Arms Army"}, "a public list", side="RU"),
        Entry("unit-ru-1-army", "Unit", {"en": "1st Guards Tank Army"}, "a public list", side="RU"),
        Entry(
            "person-mykola-prykladnyi",
            "Person",
            {"en": "Mykola Prykladnyi", "uk": "Микола Прикладний"},
            "invented",
            side="UA",
            posts=(
                Post("commissioner for human rights", "country-UA", "2023-07"),
                Post("deputy head", "org-ua-sbu", "2019", "2021"),
                Post("head", "org-ua-sbu", "2021", "2023-06-30"),
                Post("author"),
            ),
        ),
        Entry(
            "person-ivan-obraztsov",
            "Person",
            {"en": "Ivan Obraztsov", "ru": "Иван Образцов"},
            "invented",
            side="RU",
            posts=(
                Post("commander", "unit-ru-144-motor-rifle-division", "2018", "2024-03"),
                Post("spokesman", "", "2024-04"),
            ),
        ),
    )
)
"""What is known of some that the documents name, of their superiors, and of one that no document names."""


def _place(identifier: str, kind: str, country: str, within: str, lat: str, lon: str, *names: str) -> str:
    row = {"id": identifier, "kind": kind, "rank": "4", "country": country, "within": within, "lat": lat, "lon": lon}
    row |= dict(zip(("en", "ro", "uk", "ru"), names, strict=True))
    return "\t".join(row.get(column, "") for column in COLUMNS)


GAZETTEER = Gazetteer(
    "\n".join((
        _place("country-UA", "country", "UA", "", "49", "32", "Ukraine", "Ucraina", "Україна", "Украина"),
        _place("country-RU", "country", "RU", "", "60", "90", "Russia", "Rusia", "Росія", "Россия"),
        _place("country-AE", "country", "AE", "", "24", "54", "United Arab Emirates", "EAU", "ОАЕ", "ОАЭ"),
        _place(
            "kursk-oblast", "region", "RU", "country-RU", "51.7", "36.2",
            "Kursk region", "regiunea Kursk", "Курська область", "Курская область",
        ),
        _place("sumy", "settlement", "UA", "country-UA", "50.9", "34.8", "Sumy", "Sumî", "Суми", "Сумы"),
    )),
    "",
)  # fmt: skip
