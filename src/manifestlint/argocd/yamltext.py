"""YAML that stands inside another value, or in a file of parameters."""

from typing import Any

from manifestlint.argocd.unknowns import NotExpandable, Refused
from manifestlint.source import Unreadable, read


def parse_yaml(text: str | bytes, what: str) -> Any:
    """The first document, as Kubernetes' library reads it; None where there is none.

    Raises:
        Refused: it is no YAML.
        NotExpandable: it is over a limit.
    """
    try:
        source = read(what, text.encode() if isinstance(text, str) else text)
    except Unreadable as error:
        raise NotExpandable(f"{what} cannot be read: {error.message}") from None
    broken = [flaw for flaw in source.flaws if flaw.rule == "yaml-syntax" and flaw.document == 0]
    data = source.document(0).data
    if broken and data is None:
        raise Refused(f"{what} is not YAML: {broken[0].message}")
    return data
