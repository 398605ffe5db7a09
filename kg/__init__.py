"""War reporting read into a knowledge graph in which every statement has its sentence and its speaker."""

__version__ = "0.1.0"
