from kg.publish.api import open_graph as open  # noqa: A004

__all__ = ["__version__", "open"]
__version__: str
