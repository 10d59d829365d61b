"""JSON as every report prints it."""

import json
from typing import Any


def written(content: Any) -> str:
    """JSON and a line break, that no terminal or pipeline can spoil: ASCII, and without GitHub's `##[`."""
    return json.dumps(content, indent=1).replace("##[", "##\\u005b") + "\n"
