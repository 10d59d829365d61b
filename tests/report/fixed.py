"""One report with everything that a format has to tell, and with names that try to break out of each."""

from dataclasses import replace
from pathlib import Path

from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Change, Excerpt, Finding, RelatedPlace, Status
from manifestlint.core.fix import Repair, Safety, TextEdit
from manifestlint.core.place import Position, Span
from manifestlint.core.report import Report, Repository, Stats
from manifestlint.core.resource import ResourceId
from manifestlint.core.severity import Severity
from manifestlint.rules import CATALOGUE

EVIL = "::error::x%0A<script>alert(1)</script>\x1b[31m"
"""A name that somebody gives a manifest."""
INERT = EVIL.replace("\x1b", "\\x1b")
"""The same as people may see it; formats escape it further."""
EVIL_PATH = f"manifests/{EVIL}.yaml"
WEB = "manifests/web.yaml"
ROOT = Path("/repository").absolute()
_COMMIT = "0123456789abcdef0123456789abcdef01234567"
_IMAGE = ("spec", "template", "spec", "containers", 0, "image")


def span(line: int, column: int, end_line: int, end_column: int) -> Span:
    """A span; offsets are made up, for no format tells them."""
    offset = line * 100
    return Span(Position(line, column, offset + column), Position(end_line, end_column, offset + end_column))


DEPLOYMENT = ResourceId("apps", "v1", "Deployment", "shop", "web")
_TAG = Finding(
    "image-tag-mutable",
    Severity.ERROR,
    'Deployment shop/web, container web: image "web:latest" can change without a commit',
    WEB,
    span(19, 16, 19, 26),
    Excerpt(19, ("        image: web:latest",)),
    resource=DEPLOYMENT,
    pointer=_IMAGE,
    named_pointer=("spec", "template", "spec", "containers", "web", "image"),
    bundles=("shop-dev", "shop-prod"),
    application="shop-dev",
    change=Change.NEW,
)
_SELECTOR = Finding(
    "service-selects-nothing",
    Severity.WARNING,
    "Service shop/web: no pod has the labels that it selects, app=wep",
    "manifests/service.yaml",
    span(7, 3, 8, 11),
    Excerpt(7, ("  selector:", "    app: wep  # 日本 😀")),
    resource=ResourceId("", "v1", "Service", "shop", "web"),
    pointer=("spec", "selector"),
    named_pointer=("spec", "selector"),
    related=(
        RelatedPlace(
            "against these labels", WEB, span(13, 7, 13, 13), Excerpt(13, ("      labels:",)), DEPLOYMENT
        ),
    ),
    bundles=("shop-prod",),
    application="shop-prod",
    change=Change.TOUCHED,
)
_QUOTE = Finding(
    "yaml-scalar-surprising",
    Severity.WARNING,
    "8080 is a number, and the field takes text",
    WEB,
    span(22, 18, 22, 22),
    Excerpt(22, ("          value: 8080",)),
    resource=DEPLOYMENT,
    pointer=("spec", "template", "spec", "containers", 0, "env", 0, "value"),
    named_pointer=("spec", "template", "spec", "containers", "web", "env", "PORT", "value"),
    bundles=("shop-dev",),
    application="shop-dev",
    fix=Repair("put 8080 in quotes", Safety.SAFE, (TextEdit(WEB, span(22, 18, 22, 22), '"8080"'),)),
    change=Change.NEW,
)
_ROOT_USER = Finding(
    "runs-as-root",
    Severity.INFO,
    "Deployment shop/web, container web: nothing keeps it from running as root",
    WEB,
    span(18, 9, 18, 13),
    Excerpt(18, ("      - name: web",)),
    resource=DEPLOYMENT,
    pointer=("spec", "template", "spec", "containers", 0, "name"),
    named_pointer=("spec", "template", "spec", "containers", "web", "name"),
    bundles=("shop-dev",),
    application="shop-dev",
    fix=Repair(
        "add runAsNonRoot: true",
        Safety.UNSAFE,
        (TextEdit(WEB, span(25, 1, 25, 1), "        securityContext:\n          runAsNonRoot: true\n"),),
    ),
    change=Change.NEW,
)
_EVIL = Finding(
    "name-invalid",
    Severity.ERROR,
    f'ConfigMap {EVIL}: the name "{EVIL}" is no DNS subdomain; it is refused'
    "\n::warning::| [a](javascript:b) ]]> --> `",
    EVIL_PATH,
    span(4, 9, 4, 52),
    Excerpt(4, (f"  name: '{EVIL}'",)),
    resource=ResourceId("", "v1", "ConfigMap", "", EVIL),
    pointer=("metadata", EVIL),
    named_pointer=("metadata", EVIL),
    related=(RelatedPlace(EVIL, EVIL_PATH, span(1, 1, 1, 2), Excerpt(1, (EVIL,))),),
    bundles=(EVIL,),
    change=Change.NEW,
)
_SET_ASIDE = tuple(
    Finding(
        "host-path-mounted",
        Severity.WARNING,
        f"DaemonSet node: mounts /proc of its node ({status})",
        "manifests/node.yaml",
        span(line, 3, line, 9),
        Excerpt(line, ("  hostPath: {path: /proc}",)),
        resource=ResourceId("apps", "v1", "DaemonSet", "", "node"),
        pointer=("spec", "template", "spec", "volumes", line),
        named_pointer=("spec", "template", "spec", "volumes", line),
        status=status,
        justification=why,
    )
    for line, (status, why) in enumerate(
        {
            Status.SUPPRESSED: f"reads /proc {EVIL}",
            Status.EXCEPTED: "agreed until March",
            Status.BASELINED: "known from before",
            Status.SUBSUMED: "told by host-path-sensitive",
        }.items(),
        start=30,
    )
)
_OLD = Finding(
    "readiness-probe-missing",
    Severity.WARNING,
    "Deployment shop/old, container old: no readinessProbe",
    "manifests/old.yaml",
    span(12, 9, 12, 12),
    Excerpt(12, ("      - name: old",)),
    resource=ResourceId("apps", "v1", "Deployment", "shop", "old"),
    change=Change.OLD,
)
FAILURES = (
    Failure(
        FailureKind.NOT_RENDERABLE,
        "Application shop-test",
        f"helm says: Error: values.yaml: no such file\n{EVIL}",
        "charts/shop",
    ),
    Failure(FailureKind.TOO_LARGE, "this file", "it has 20,000,000 bytes", "manifests/big.yaml"),
    Failure(
        FailureKind.NOT_EXPANDABLE,
        "ApplicationSet all",
        "a cluster generator needs the cluster",
        "apps/all.yaml",
        ResourceId("argoproj.io", "v1alpha1", "ApplicationSet", "argocd", "all"),
        Status.EXCEPTED,
        "its Applications are few",
    ),
)
REPORT = Report(
    version="0.1.0",
    root=str(ROOT),
    cwd=str(ROOT),
    findings=(_EVIL, *_SET_ASIDE, _OLD, _SELECTOR, _ROOT_USER, _TAG, _QUOTE),
    failures=FAILURES,
    notes=("2 findings of the baseline cannot be found any more", f"a note {EVIL}"),
    rules=CATALOGUE.infos,
    stats=Stats(9, 2, 14, 3, 402, 0.21),
    base="fedcba9876543210fedcba9876543210fedcba98",
    repository=Repository("https://github.com/example/deploy", _COMMIT),
)
CLEAN = Report(
    version="0.1.0", root=str(ROOT), cwd=str(ROOT), rules=CATALOGUE.infos, stats=Stats(4, 0, 4, 1, 402, 0.1)
)
COMMAND = "::stop-commands::x##[error]y"
"""What GitHub's runner obeys: the first part at the beginning of a line, the second one anywhere in it."""
HOSTILE = replace(
    REPORT,
    files=(f"{COMMAND}.yaml", EVIL_PATH),
    findings=(
        replace(
            _EVIL,
            message=f"{COMMAND} [a](javascript:b) \x00\ud800\ufffe",
            path=f"{COMMAND}.yaml",
            excerpt=Excerpt(4, (f"{COMMAND} {EVIL}",)),
            related=(RelatedPlace(COMMAND, f" {COMMAND}", span(1, 1, 1, 2), Excerpt(1, (COMMAND,))),),
            fix=Repair(COMMAND, Safety.SAFE, (TextEdit(EVIL_PATH, span(1, 1, 1, 1), EVIL),)),
        ),
        *REPORT.findings,
    ),
    failures=(Failure(FailureKind.UNREADABLE, COMMAND, COMMAND, f"{COMMAND}.yaml"), *FAILURES),
    notes=(COMMAND,),
)
"""The same with names in the places where each format begins its lines."""
