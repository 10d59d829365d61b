"""Updates drawn: ready and all pods over time. Nothing in the picture runs."""

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from manifestlint.core.rollout import Rolled, RolloutPlan, Step
from manifestlint.core.words import printable
from manifestlint.report.rollout.words import failed_words, good_words

_LEFT, _TOP, _WIDTH, _HEIGHT, _BLOCK = 56, 64, 620, 150, 270
_SVG = "http://www.w3.org/2000/svg"
_DAY = ("#ffffff", "#1f2328", "#59636e", "#d8dee4", "#54aeff", "#1a7f37")
_NIGHT = ("#0d1117", "#f0f6fc", "#b1bac4", "#3d444d", "#1f6feb", "#3fb950")
_LEGEND = (("ready", "ready"), ("pods", "not ready"), ("ending", "ending"))
_MARKS = ".paper", "text", ".small", ".ending", ".pods", ".ready"


def _colours(of: tuple[str, ...]) -> str:
    return "".join(f"{mark}{{fill:{colour}}}" for mark, colour in zip(_MARKS, of, strict=True))


_STYLE = (
    "text{font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}"
    ".name{font-weight:600}.small{font-size:10px}.end{text-anchor:end}"
    f"{_colours(_DAY)}@media (prefers-color-scheme:dark){{{_colours(_NIGHT)}}}"
)


def render(plans: tuple[RolloutPlan, ...]) -> str:
    """A picture that stands alone: no script, no font, no link."""
    height, width = _BLOCK * len(plans) + 16, _LEFT * 2 + _WIDTH
    size = f'width="{width}" height="{height}"'
    head = f'<svg xmlns="{_SVG}" {size} viewBox="0 0 {width} {height}" role="img">'
    title = "<title>Pods during an update</title>"
    body = [part for number, plan in enumerate(plans) for part in _block(plan, number * _BLOCK)]
    paper = f'<rect class="paper" {size}/>'
    return "\n".join((head, title, f"<style>{_STYLE}</style>", paper, *body, "</svg>\n"))


def _block(plan: RolloutPlan, y: int) -> Iterator[str]:
    rolled = plan.good
    yield f'<g transform="translate(0 {y})">'
    yield _text("name", 16, 20, f"{plan.ref.id}: {plan.strategy}")
    first, _, rest = good_words(rolled).partition("; ")
    yield _text("small", 16, 36, first)
    yield _text("small", 16, 50, f"{rest}; if broken, {failed_words(plan)}".removeprefix("; "))
    areas: tuple[tuple[str, Callable[[Step], int]], ...] = (
        ("ending", lambda step: step.all_pods),
        ("pods", lambda step: step.pods),
        ("ready", lambda step: step.ready),
    )
    for style, count in areas:
        yield f'<path class="{style}" d="{_area(rolled, count)}"/>'
    bottom = _TOP + _HEIGHT
    for number in sorted({0, rolled.lowest, rolled.replicas, rolled.crowd}):
        yield _text("small end", _LEFT - 8, _y(rolled, number) + 4, str(number))
    yield _text("small", _LEFT, bottom + 16, "0 s")
    yield _text("small end", _LEFT + _WIDTH, bottom + 16, f"{rolled.seconds} s")
    for number, (style, words) in enumerate(
        (("ready", "ready"), ("pods", "not ready"), ("ending", "ending"))
    ):
        x = _LEFT + 120 * number
        yield f'<rect class="{style}" x="{x}" y="{bottom + 26}" width="10" height="10"/>'
        yield _text("small", x + 16, bottom + 35, words)
    yield "</g>"


def _area(rolled: Rolled, count: Callable[[Step], int]) -> str:
    bottom = _TOP + _HEIGHT
    path = f"M{_LEFT} {bottom}"
    for step in rolled.steps:
        path += f"H{_x(rolled, step.seconds):.1f}V{_y(rolled, count(step)):.1f}"
    return f"{path}H{_LEFT + _WIDTH}V{bottom}z"


def _x(rolled: Rolled, seconds: int) -> float:
    return _LEFT + _WIDTH * seconds / max(1, rolled.seconds)


def _y(rolled: Rolled, pods: int) -> float:
    return _TOP + _HEIGHT - _HEIGHT * pods / max(1, rolled.crowd)


def _text(style: str, x: float, y: float, text: str) -> str:
    return f'<text class="{style}" x="{x:.0f}" y="{y:.0f}">{escape(printable(text))}</text>'
