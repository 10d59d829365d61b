"""What the configuration of other tools switches on and off.

kube-linter: docs/configuring-kubelinter.md; checkov: docs/2.Basics/CLI Command Reference; trivy: docs on
filtering, `.trivyignore`; polaris: docs/customization/checks.md; kube-score: README, `--ignore-test`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from posixpath import basename
from typing import Any

from manifestlint.adopt.found import Peers, Setting, Wish
from manifestlint.adopt.versions import Text
from manifestlint.model.shape import dig, mapping, mappings, sequence, text
from manifestlint.source import Unreadable, read

Item = Setting | str
"""A check that is switched, or what cannot be taken over, in words."""
_PIPELINES = (".github/workflows/", ".gitlab-ci.", ".pre-commit-config.")
# A value stands behind the flag in a command line, or as the next entry of a hook's `args`.
_FLAG = r"(?P<flag>{})(?:=|[ \t]+|[\"']?[ \t]*,[ \t]*|[ \t]*\n[ \t]*-[ \t]+)[\"']?(?P<value>[\w.,-]+)"
_FLAGS: dict[str, dict[str, Wish]] = {
    "kube-score": {"--ignore-test": Wish.OFF, "--enable-optional-test": Wish.ON},
    "checkov": {"--skip-check": Wish.OFF, "skip_check:": Wish.OFF},
    "kube-linter": {"--exclude": Wish.OFF, "--include": Wish.ON},
}
_FOLDERS = "name such folders in spec.exclude, or match them in spec.exceptions"
_TRIVY_ID = re.compile(r"(?:AVD-)?KSV-?(\d+)")
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


def find_peers(texts: Iterable[Text]) -> Peers:
    """Everything that files of a repository tell other tools."""
    configured: dict[str, str] = {}
    items: list[Item] = []
    for path, content in texts:
        if path.startswith(_PIPELINES):
            found = {peer: list(_flags(peer, path, content)) for peer in _FLAGS}
        elif basename(path) in _FILES and path.count("/") <= 1:
            peer, reader = _FILES[basename(path)]
            data = content if basename(path) == ".trivyignore" else _data(path, content)
            found = {peer: list(reader(path, data))}
        else:
            continue
        for peer, some in found.items():
            if some or not path.startswith(_PIPELINES):
                configured.setdefault(peer, path)
                items += some
    settings = dict.fromkeys(item for item in items if isinstance(item, Setting))
    left = dict.fromkeys(item for item in items if isinstance(item, str))
    return Peers(tuple(configured.items()), tuple(settings), tuple(left))


def may_configure(path: str) -> bool:
    """Whether a file has to be looked at."""
    return path.startswith(_PIPELINES) or basename(path) in _FILES


def _flags(peer: str, path: str, content: str) -> Iterator[Item]:
    if peer not in content:
        return
    wishes = _FLAGS[peer]
    pattern = _FLAG.format("|".join(map(re.escape, wishes)))
    for match in re.finditer(pattern, _COMMENT.sub("", content)):
        yield from _switched(peer, match["value"].split(","), wishes[match["flag"]], path)


def _data(path: str, content: str) -> Any:
    try:
        documents = read(path, content.encode(errors="replace")).documents
    except Unreadable:
        return None
    return documents[0].data if documents else None


def _kube_linter(path: str, data: Any) -> Iterator[Item]:
    checks = mapping(dig(data, "checks"))
    yield from _switched("kube-linter", checks.get("exclude"), Wish.OFF, path)
    yield from _switched("kube-linter", checks.get("include"), Wish.ON, path)
    if sequence(checks.get("ignorePaths")):
        yield f"{path}: checks.ignorePaths; {_FOLDERS}"
    if sequence(dig(data, "customChecks")):
        yield f"{path}: customChecks"


def _checkov(path: str, data: Any) -> Iterator[Item]:
    skipped = dig(data, "skip-check")
    yield from _switched(
        "checkov", text(skipped).split(",") if isinstance(skipped, str) else skipped, Wish.OFF, path
    )
    if dig(data, "skip-path"):
        yield f"{path}: skip-path; {_FOLDERS}"
    if dig(data, "check"):
        yield f"{path}: check, beside which checkov runs nothing; here spec.profile decides"


def _trivyignore(path: str, content: Any) -> Iterator[Item]:
    for line in text(content).splitlines():
        words = line.partition("#")[0].split()
        match = _TRIVY_ID.fullmatch(words[0]) if words else None
        if match and words[1:]:
            yield f"{path}: {words[0]} {words[1]}; an exception in spec.exceptions may expire too"
        elif match:
            yield Setting("trivy", _trivy_id(match), Wish.OFF, path)


def _trivyignore_yaml(path: str, data: Any) -> Iterator[Item]:
    for _, entry in mappings(dig(data, "misconfigurations")):
        match = _TRIVY_ID.fullmatch(text(entry.get("id")))
        if match and (entry.get("paths") or entry.get("expired_at")):
            yield f"{path}: {match[0]} for some paths or for some time; write it as one of spec.exceptions"
        elif match:
            yield Setting("trivy", _trivy_id(match), Wish.OFF, path)


def _trivy(_path: str, _data: Any) -> Iterator[Item]:
    # It says what is scanned and how; checks are switched off in .trivyignore.
    return iter(())


def _polaris(path: str, data: Any) -> Iterator[Item]:
    for check, severity in mapping(dig(data, "checks")).items():
        if severity == "ignore":
            yield Setting("polaris", str(check), Wish.OFF, path)
    if sequence(dig(data, "exemptions")):
        yield f"{path}: exemptions; write them as spec.exceptions, each with its reason"
    if mapping(dig(data, "customChecks")):
        yield f"{path}: customChecks"


def _switched(peer: str, checks: Any, wish: Wish, path: str) -> Iterator[Setting]:
    for check in sequence(checks):
        name = text(check).strip()
        # checkov's other checks are about other things than manifests.
        if name and (peer != "checkov" or "K8S" in name):
            yield Setting(peer, name, wish, path)


def _trivy_id(match: re.Match[str]) -> str:
    return f"KSV-{int(match[1]):04}"


_FILES: dict[str, tuple[str, Callable[[str, Any], Iterator[Item]]]] = {
    ".kube-linter.yaml": ("kube-linter", _kube_linter),
    ".kube-linter.yml": ("kube-linter", _kube_linter),
    ".checkov.yaml": ("checkov", _checkov),
    ".checkov.yml": ("checkov", _checkov),
    ".trivyignore": ("trivy", _trivyignore),
    ".trivyignore.yaml": ("trivy", _trivyignore_yaml),
    "trivy.yaml": ("trivy", _trivy),
    "polaris.yaml": ("polaris", _polaris),
    "polaris.yml": ("polaris", _polaris),
    "polaris-config.yaml": ("polaris", _polaris),
    ".polaris.yaml": ("polaris", _polaris),
}
