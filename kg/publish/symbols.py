"""Symbols as SVG, drawn here after the public conventions of NATO APP-6: the frame says the side, the icon the arm, the
marks above it the echelon. Events and other entities have icons of the same hand.

Friend and foe are a viewpoint; the frames follow the map that readers of this war know best: Ukraine in the blue
rectangle, Russia in the red diamond, other sides in the green square, an unknown side in the yellow quatrefoil.
The hues are those of Okabe and Ito, which people with any colour vision tell apart.
"""

from __future__ import annotations

from functools import cache

INK = "#14202b"
"""Lines of a symbol: dark on every fill."""

HUES = {"UA": "#56a8dd", "RU": "#e8774a", "": "#a9b4bf"}
"""Side → fill. A side that is not named here has `OTHER`; "" is a side that nobody tells."""

OTHER = "#3fae8d"
UNKNOWN_FRAME = "#f0e08a"

_FRIEND = '<rect x="16" y="34" width="88" height="60" {}/>'
_FOE = '<path d="M60 18 106 64 60 110 14 64Z" {}/>'
_NEUTRAL = '<rect x="24" y="28" width="72" height="72" {}/>'
_UNKNOWN = '<path d="M40 44C40 14 80 14 80 44 110 44 110 84 80 84 80 114 40 114 40 84 10 84 10 44 40 44Z" {}/>'

_SALTIRE = {
    _FRIEND: "M16 34 104 94M104 34 16 94",
    _FOE: "M37 41 83 87M83 41 37 87",
    _NEUTRAL: "M24 28 96 100M96 28 24 100",
    _UNKNOWN: "M36 40 84 88M84 40 36 88",
}
"""Frame → the crossed lines of infantry, from edge to edge."""

_SLASH = {
    _FRIEND: "M16 94 104 34",
    _FOE: "M37 87 83 41",
    _NEUTRAL: "M24 100 96 28",
    _UNKNOWN: "M36 88 84 40",
}

_OVAL = '<rect x="38" y="50" width="44" height="28" rx="14" fill="none"/>'
_UPRIGHT = '<path d="M60 36V92"/>'
_GULL = '<path d="M46 86q7-9 14 0 7-9 14 0" fill="none"/>'
_ANCHOR = '<path d="M60 46V82M52 52H68M46 74q14 18 28 0" fill="none"/><circle cx="60" cy="43" r="3" fill="none"/>'
_ROTOR = '<path d="M42 54 78 74V54L42 74Z"/>'
_BALL = '<circle cx="60" cy="64" r="9"/>'
_DOME = '<path d="M34 90C34 62 86 62 86 90" fill="none"/>'
_ROCKET = '<path d="M52 84V58q0-14 8-14t8 14V84" fill="none"/>'
_PEAK = '<path d="M48 88 60 70 72 88Z"/>'
_WING = '<path d="M38 56 60 68 82 56 60 78Z"/>'
_BRIDGE = '<path d="M40 76V56H80V76M60 56V76" fill="none"/>'
_ZIGZAG = '<path d="M40 50 64 66 57 56 80 76" fill="none"/>'
_BASE = '<path d="M43 82H77"/>'
_ARROW = '<path d="M60 88V44M52 54 60 43 68 54" fill="none"/>'

_INFANTRY, _SCOUT = "infantry", "scout"

_ARMS: dict[str, tuple[str, ...]] = {
    "air_assault": (_INFANTRY, _GULL, _ARROW),
    "air_defence": (_DOME,),
    "airborne": (_INFANTRY, _GULL),
    "airmobile": (_INFANTRY, _ROTOR),
    "artillery": (_BALL,),
    "assault": (_INFANTRY, _ARROW),
    "aviation": (_ROTOR,),
    "border_guard": ("BG",),
    "engineer": (_BRIDGE,),
    "infantry": (_INFANTRY,),
    "jaeger": (_INFANTRY, "L"),
    "logistics": (_BASE,),
    "marine": (_INFANTRY, _ANCHOR),
    "mechanized": (_INFANTRY, _OVAL),
    "missile": (_ROCKET,),
    "motor_rifle": (_INFANTRY, _OVAL),
    "motorized": (_INFANTRY, _UPRIGHT),
    "mountain_assault": (_INFANTRY, _PEAK),
    "national_guard": ("NG",),
    "naval_infantry": (_INFANTRY, _ANCHOR),
    "reconnaissance": (_SCOUT,),
    "rifle": (_INFANTRY,),
    "signal": (_ZIGZAG,),
    "special_purpose": ("SOF",),
    "tank": (_OVAL,),
    "territorial_defence": (_INFANTRY, "T"),
    "unmanned": (_WING,),
}
"""Arm → what stands in the frame: drawings, or the letters that APP-6 allows where it has no icon."""

ARMS = tuple(_ARMS)

_ECHELONS = {
    "squad": "o",
    "platoon": "ooo",
    "company": "i",
    "battalion": "ii",
    "regiment": "iii",
    "brigade": "x",
    "division": "xx",
    "corps": "xxx",
    "army": "xxxx",
    "group": "xxxxx",
}
"""Echelon → its marks: o a dot, i a bar, x a cross. A `unit` of no told size has none."""

_MARK = {
    "o": '<circle cx="{x}" cy="{y}" r="3"/>',
    "i": '<path d="M{x} {top}V{bottom}"/>',
    "x": '<path d="M{left} {top}{right} {bottom}M{right} {top}{left} {bottom}"/>',
}

_TOPS = {_FRIEND: 34, _FOE: 18, _NEUTRAL: 28, _UNKNOWN: 20}

_BUST = '<circle cx="32" cy="25" r="8.5"/><path d="M16 48c0-20 32-20 32 0Z"/>'
_HALL = '<path d="M32 15 50 25H14ZM17 28h5v15h-5ZM29.500 28h5v15h-5ZM42 28h5v15h-5ZM14 45h36v4H14Z"/>'
_TRUCK = '<path d="M14 38h36l-4 8H18ZM21 29h16v7H21ZM37 31h14v2.500H37Z"/>'

_BODIES = {
    "Person": ('<circle cx="32" cy="32" r="28" {}/>', _BUST),
    "Organization": ('<path d="M32 3 58 17V47L32 61 6 47V17Z" {}/>', _HALL),
    "Equipment": ('<path d="M20 5H44L59 20V44L44 59H20L5 44V20Z" {}/>', _TRUCK),
    "Place": (
        '<path d="M32 61C20 44 12 36 12 24a20 20 0 0 1 40 0C52 36 44 44 32 61Z" {}/>',
        '<circle cx="32" cy="24" r="8"/>',
    ),
}
"""Kind → its outline and what stands in it, in a square of 64."""

_SLATE = "#7d8a98"
"""Fill of places other than countries: they have no side of their own."""

_NIGHT = "#33424f"
"""Fill of events."""

_EVENTS = {
    "Capture": '<circle cx="24" cy="37" r="8" fill="none"/><circle cx="40" cy="37" r="8" fill="none"/>'
    '<path d="M24 29V22M40 29V22M24 20H40" fill="none"/>',
    "Surrender": '<path d="M22 50V15" fill="none"/>'
    '<path d="M22 16C30 11 36 21 46 16V33C36 38 30 28 22 33Z" fill="#fff"/>',
    "PrisonerExchange": '<path d="M16 25H44M37 17 46 25 37 33M48 40H20M27 32 18 40 27 48" fill="none"/>',
    "Release": '<path d="M34 16H18V48H34M28 32H49M41 24 49.500 32 41 40" fill="none"/>',
    "Attack": '<path d="M32 12 36 25 48 18 41 29 53 34 40 37 46 49 34 41 29 53 27 40 14 45 22 34'
    ' 11 28 24 27 20 15 30 23Z" fill="#fff" stroke="none"/>',
    "Loss": '<path d="M16 20 28 32 35 26 48 42M48 31V43H36" fill="none"/>',
    "Movement": '<path d="M16 18 29 32 16 46M32 18 45 32 32 46" fill="none"/>',
    "Negotiation": '<path d="M13 17H39V34H26L19 40V34H13Z" fill="#fff" stroke="none"/>'
    '<path d="M43 25H51V42H46V48L39 42H28V38" fill="none"/>',
    "Diplomacy": '<path d="M15 20H49V45H15ZM15 21 32 35 49 21" fill="none"/>',
}


_GROUPS = {
    "subject": "subject",
    **dict.fromkeys(("attacker", "captor", "actor", "releasedBy", "claimant"), "agent"),
    **dict.fromkeys(("captive", "target", "losingSide"), "patient"),
    **dict.fromkeys(("place", "origin", "destination"), "place"),
}
"""Role → the group whose colour its words have in a quote: what happened, who did it, to whom, where."""


def role_group(role: str) -> str:
    """The group of a role: subject, agent, patient, place, or other."""
    return _GROUPS.get(role, "other")


def hue(side: str) -> str:
    """The fill of a side."""
    return HUES.get(side, OTHER)


def _svg(size: int, content: str) -> str:
    box = f'viewBox="0 0 {size} {size}" width="{size}" height="{size}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{content}</svg>'


def _frame(side: str) -> str:
    if side in ("UA", "RU"):
        return _FRIEND if side == "UA" else _FOE
    return _NEUTRAL if side else _UNKNOWN


def _inside(part: str, frame: str) -> str:
    if part == _INFANTRY:
        return f'<path d="{_SALTIRE[frame]}"/>'
    if part == _SCOUT:
        return f'<path d="{_SLASH[frame]}"/>'
    if part.startswith("<"):
        return part
    size = 30 if len(part) < 3 else 25
    y = 88 if len(part) == 1 else 64 + size // 3
    size = 20 if len(part) == 1 else size
    return (
        f'<text x="60" y="{y}" font-family="Arial,Helvetica,sans-serif" font-weight="700" font-size="{size}" '
        f'text-anchor="middle" stroke="none">{part}</text>'
    )


def _echelon(marks: str, top: int) -> str:
    made, step = [], 13
    for n, mark in enumerate(marks):
        x = 60 + (n - (len(marks) - 1) / 2) * step
        bottom = top - 4
        made.append(
            _MARK[mark].format(
                x=f"{x:g}", y=bottom - 5, top=bottom - 11, bottom=bottom, left=f"{x - 5:g}", right=f"{x + 5:g}"
            )
        )
    drawn = "".join(made)
    return f'<g stroke="#fff" fill="#fff" stroke-width="8" stroke-linejoin="round">{drawn}</g>{drawn}' if drawn else ""


@cache
def unit_symbol(side: str, arm: str = "", echelon: str = "") -> str:
    """The symbol of a unit, in a square of 120; an arm or echelon that is not known is left out."""
    frame = _frame(side)
    fill = UNKNOWN_FRAME if not side else hue(side)
    outline = frame.format(f'fill="{fill}" stroke-width="5" stroke-linejoin="round"')
    icon = "".join(_inside(part, frame) for part in _ARMS.get(arm, ()))
    marks = _echelon(_ECHELONS.get(echelon, ""), _TOPS[frame])
    return _svg(120, f'<g stroke="{INK}" fill="{INK}" stroke-width="4">{outline}{icon}{marks}</g>')


@cache
def entity_symbol(kind: str, side: str = "") -> str:
    """The icon of a person, organization, place or kind of equipment, in a square of 64."""
    outline, glyph = _BODIES[kind]
    fill = _SLATE if kind == "Place" and not side else hue(side)
    return _svg(64, outline.format(f'fill="{fill}" stroke="{INK}" stroke-width="2.5"') + f'<g fill="#fff">{glyph}</g>')


@cache
def event_symbol(event_type: str) -> str:
    """The icon of an event, in a square of 64."""
    glyph = _EVENTS[event_type]
    return _svg(
        64,
        f'<rect x="4" y="4" width="56" height="56" rx="13" fill="{_NIGHT}" stroke="#fff" stroke-width="2"/>'
        f'<g stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">{glyph}</g>',
    )
