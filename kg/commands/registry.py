"""kg registry: a user's own units, organizations and people."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import console, options, own_registry
from kg.registry import Entry, RegistryError, read_file

EXAMPLE = "kg registry add own-units.csv --store .kg"


class Action(StrEnum):
    """What to do."""

    add = "add"
    listed = "list"
    remove = "remove"


def run(
    action: Annotated[Action, typer.Argument(help="add, list or remove.")],
    file: Annotated[
        Path | None, typer.Argument(help="A .toml or .csv file; to remove it, its name.", metavar="FILE")
    ] = None,
    store: options.Folder = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Add your own units, organizations and people to those that documents are read with.

    Each has an id (unit-ua-999-brigade, org-ua-bureau, person-name-surname), a name, and a source; and if known ro, uk,
    ru (the name in that language), aliases, side and wikidata; a unit also number, echelon, arm, honorific,
    military_unit_number and superior; an organization country, kind and superior; a person posts. In TOML they are
    tables: [[unit]], [[organization]], [[person]]. In CSV each row has its type in a column, aliases are parted by ";",
    and the one post of a person stands in title, of, since, until.

    A copy of the file is kept in the store's folder. Adding a file again puts it in the place of the earlier one of
    its name. `kg build` then reads with the entries, and reads again what was read without them.
    """
    with console.failures(RegistryError):
        if action is Action.listed:
            show(entries(store), as_json)
            return
        if file is None:
            raise RegistryError(f"{action.value}: name a file")
        with console.written(store) as held:
            assert held.path is not None
            if action is Action.add:
                added, changed = own_registry.add(held.path, file)
            else:
                own_registry.remove(held.path, file.name)
                added, changed = [], True
            documents = len(held.documents())
    if as_json:
        console.print_json({"entries": [dataclasses.asdict(entry) for entry in added], "changed": changed})
        return
    done = f"{len(added)} entries of {file} are in the registry of {store}" if added else f"{file.name} is taken out"
    console.tell(done if changed else f"{done}, as before")
    if changed and documents:
        console.tell(f"Now run kg build again with the same documents: the {documents} of {store} were read without it")


def entries(store: str) -> dict[str, list[Entry]]:
    """Name of each file that was added to a store → its entries."""
    if console.is_address(store):
        raise RegistryError(f"{store}: name the folder of a store")
    if not Path(store).is_dir():
        raise RegistryError(f"there is no store at {store}; `kg registry add FILE` makes one")
    return {path.name: read_file(path) for path in own_registry.files(Path(store))}


def show(found: dict[str, list[Entry]], as_json: bool) -> None:
    """Print the entries of files."""
    if as_json:
        rows = [{"file": name, **dataclasses.asdict(entry)} for name, listed in found.items() for entry in listed]
        console.print_json(rows)
    elif found:
        columns = ("file", "type", "id", "name", "side", "source")
        console.print_rows(
            columns, [(name, e.type, e.id, e.name, e.side, e.source) for name, listed in found.items() for e in listed]
        )
    else:
        console.say("no file was added; documents are read with the package's registry alone")
