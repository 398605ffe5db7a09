"""placeholder"""

EXAMPLE = "kg demo"


def run() -> None:
    """demo"""
