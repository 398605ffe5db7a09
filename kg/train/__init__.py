"""The recipe behind the shipped weights: treebanks in, `data/models/<lang>` out. Nothing here is needed at run time."""

from kg.train.recipe import train

__all__ = ["train"]
