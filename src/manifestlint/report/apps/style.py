"""The looks of a drawing, by day and by night, and what its colours stand for."""

from manifestlint.core.graph import Edge

GROUPS = {
    "traffic": "traffic",
    "config": "configuration, storage, identity",
    "control": "scales, protects, restricts",
    "plain": "other reference",
}
"""What each colour of an arrow means."""

_VERBS = {
    "selects": "traffic",
    "routes to": "traffic",
    "attaches to": "traffic",
    "calls": "traffic",
    "is named by": "traffic",
    "reads": "config",
    "mounts": "config",
    "binds": "config",
    "runs as": "config",
    "may use": "config",
    "serves the certificate in": "config",
    "scales": "control",
    "protects": "control",
    "restricts": "control",
}

_DAY = {
    "paper": "#ffffff",
    "band": "#f6f8fa",
    "edge of band": "#d8dee4",
    "box": "#ffffff",
    "border": "#8c959f",
    "card": "#ddf4ff",
    "edge of card": "#218bff",
    "loose": "#f6f8fa",
    "hook": "#fff8c5",
    "edge of hook": "#bf8700",
    "missing": "#cf222e",
    "name": "#1f2328",
    "small": "#59636e",
    "warn": "#9a6700",
    "tree": "#6e7781",
    "traffic": "#0969da",
    "config": "#1a7f37",
    "control": "#8250df",
    "plain": "#6e7781",
}
_NIGHT = {
    "paper": "#0d1117",
    "band": "#151b23",
    "edge of band": "#3d444d",
    "box": "#0d1117",
    "border": "#656c76",
    "card": "#0c2d6b",
    "edge of card": "#388bfd",
    "loose": "#151b23",
    "hook": "#341a00",
    "edge of hook": "#bb8009",
    "missing": "#ff7b72",
    "name": "#f0f6fc",
    "small": "#b1bac4",
    "warn": "#e3b341",
    "tree": "#9198a1",
    "traffic": "#58a6ff",
    "config": "#3fb950",
    "control": "#bc8cff",
    "plain": "#9198a1",
}


def group_of(edge: Edge) -> str:
    """The colour of an arrow."""
    verb = edge.relation
    return next((group for start, group in _VERBS.items() if verb.startswith(start)), "plain")


def _colours(of: dict[str, str]) -> str:
    rules = [
        f".paper{{fill:{of['paper']}}}",
        f".band{{fill:{of['band']};stroke:{of['edge of band']}}}",
        f".object,.other{{fill:{of['box']};stroke:{of['border']}}}",
        f".card{{fill:{of['card']};stroke:{of['edge of card']}}}",
        f".loose{{fill:{of['loose']};stroke:{of['border']}}}",
        f".hook{{fill:{of['hook']};stroke:{of['edge of hook']}}}",
        f".missing{{fill:{of['paper']};stroke:{of['missing']}}}",
        f".name{{fill:{of['name']}}}",
        f".kind,.badge,.small{{fill:{of['small']}}}",
        f".warn{{fill:{of['warn']}}}",
        f".tree{{stroke:{of['tree']}}}",
    ]
    rules += (f".edge.{group}{{stroke:{of[group]}}}" for group in GROUPS)
    rules += (f".tip.{group}{{fill:{of[group]};stroke:none}}" for group in (*GROUPS, "tree"))
    return "".join(rules)


STYLE = (
    "text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "font-size:10px;white-space:pre}"
    ".name{font-size:12px;font-weight:600}.badge{text-anchor:end}"
    ".edge,.tree{fill:none;stroke-width:1.3}"
    ".loose,.missing,.gone{stroke-dasharray:5 3}.other{stroke-dasharray:2 2}"
    + _colours(_DAY)
    + f"@media (prefers-color-scheme:dark){{{_colours(_NIGHT)}}}"
)
"""One style sheet; a program that knows no media shows the day."""
