"""A user's own registry files: they lie in the store that is read with them, in its folder `registry/`.

So a store says by itself what it was made with, and two stores of one machine do not change each other.
"""

from __future__ import annotations

from pathlib import Path

from kg.ids import digest
from kg.registry import Entry, Registry, RegistryError, read_file

_FOLDER = "registry"


def files(store: Path | None) -> list[Path]:
    """The registry files of the store of a folder, sorted; none for one that has no folder."""
    folder = store / _FOLDER if store else None
    return sorted(p for p in folder.iterdir() if p.suffix in (".toml", ".csv")) if folder and folder.is_dir() else []


def load(store: Path | None) -> Registry:
    """The package's registry with the entries of a store's own files. Raises RegistryError where they do not fit."""
    own = files(store)
    return Registry.load(own) if own else Registry.load()


def fingerprint(store: Path | None) -> str:
    """A digest of a store's own files, "" where it has none."""
    own = files(store)
    return digest(*(part for path in own for part in (path.name, path.read_bytes().hex()))) if own else ""


def add(store: Path, path: Path) -> tuple[list[Entry], bool]:
    """Keep a file with a store, in place of an earlier one of its name; its entries, and whether that changed anything.

    Raises RegistryError where it does not fit its schema, the package's entries or those of the other files.
    """
    kept = store / _FOLDER / path.name
    entries = read_file(path)
    if not entries:
        raise RegistryError(f"{path}: there is no entry in it; write [[unit]], [[organization]] or [[person]], or rows")
    Registry.load([*(other for other in files(store) if other != kept), path])
    content = path.read_bytes()
    if kept.is_file() and kept.read_bytes() == content:
        return entries, False
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f"{kept.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(kept)
    return entries, True


def remove(store: Path, name: str) -> None:
    """Take a file out again. Raises RegistryError where there is none, or another file refers to its entries."""
    kept = {path.name: path for path in files(store)}
    if name not in kept:
        raise RegistryError(f"{name}: no such file was added; there is {', '.join(kept) or 'none'}")
    Registry.load([path for path in kept.values() if path.name != name])
    kept[name].unlink()
