"""`organizations.toml`: names of organizations and the nouns that make them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entries.common import Forms


@dataclass(frozen=True, slots=True)
class Body:
    """Names of a body that every state has. `lower`: when they count without a capital (never, country, always).

    sides  ISO code → forms that only this state's body bears
    """

    id: str
    forms: tuple[str, ...]
    lower: str = "never"
    sides: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def side(self, form: str) -> str:
        """The state to which a form belongs, or ""."""
        return next((side for side, forms in self.sides.items() if form in forms), "")


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """Names of organizations, `short` their acronyms. `one`: all are names of one, known by the first."""

    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    side: str = ""
    one: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationHead:
    """Nouns of organizations' names. `before`: they open the name, else they end it."""

    forms: tuple[str, ...]
    before: bool = False


@dataclass(frozen=True, slots=True)
class Medium:
    """Nouns after which a name is an organization's. `quoted`: only a name in quotation marks."""

    forms: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Whether a country adjective may stand inside a body's name, after its first word."""

    adjective: bool


@dataclass(frozen=True, slots=True)
class Handle:
    """Handles of one organization in social media."""

    name: str
    forms: tuple[str, ...]
    side: str = ""


SCHEMA: dict[str, type] = {
    "inside": Inside,
    "body": Body,
    "organization": NamedOrganization,
    "head": OrganizationHead,
    "medium": Medium,
    "glue": Forms,
    "of": Forms,
    "handle": Handle,
}
"""Array name → entry type."""
