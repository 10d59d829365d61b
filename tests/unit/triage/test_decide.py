"""What becomes of findings: suppressions, exceptions, subsumption, fingerprints."""

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from tests.cli.conftest import DEPLOYMENT
from tests.support import MemoryTree, judge_tree

POLICY = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: t}
spec:
  rules:
    image-tag-unexpected: {options: {allowed: '^v'}}
"""


def judge(
    manifest: str = DEPLOYMENT, policy: str = POLICY, *select: str
) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
    tree = MemoryTree({"policies/p.yaml": policy.encode(), "web.yaml": manifest.encode()})
    return judge_tree(tree, select=select)


def told(manifest: str = DEPLOYMENT, policy: str = POLICY, *select: str) -> list[tuple[str, str, int]]:
    findings, _ = judge(manifest, policy, *select)
    return [(item.rule, item.status.value, item.span.start.line) for item in findings]


def at_image(comment: str) -> str:
    return DEPLOYMENT.replace("web:latest", f"web:latest  # {comment}")


def above_image(comment: str) -> str:
    return DEPLOYMENT.replace("        image:", f"        # {comment}\n        image:")


IGNORE = "manifestlint: ignore[image-tag-mutable, image-tag-unexpected] moved on purpose"


def test_one_cause_is_told_once() -> None:
    assert told() == [("image-tag-mutable", "active", 18), ("image-tag-unexpected", "subsumed", 18)]


def test_a_milder_finding_silences_nothing() -> None:
    policy = POLICY + "    image-tag-mutable: info\n"
    assert told(policy=policy) == [
        ("image-tag-unexpected", "active", 18),
        ("image-tag-mutable", "active", 18),
    ]


def test_suppression_of_the_one_does_not_silence_the_other() -> None:
    manifest = at_image("manifestlint: ignore[image-tag-mutable] moved on purpose")
    assert told(manifest) == [("image-tag-mutable", "suppressed", 18), ("image-tag-unexpected", "active", 18)]


def test_comment_on_the_line_above_it_and_above_the_resource() -> None:
    for manifest, line in (
        (at_image(IGNORE), 18),
        (above_image(IGNORE), 19),
        (above_image(f"{IGNORE}\n        # another remark"), 20),
        (f"# {IGNORE}\n{DEPLOYMENT}", 19),
        (f"---\n# {IGNORE}\n{DEPLOYMENT}", 20),
        (f"# {IGNORE}\n---\n{DEPLOYMENT}", 20),
        (f"--- # {IGNORE}\n\n{DEPLOYMENT}", 20),
    ):
        assert told(manifest) == [
            ("image-tag-mutable", "suppressed", line),
            ("image-tag-unexpected", "suppressed", line),
        ]


def test_comment_covers_one_resource_and_not_the_next() -> None:
    second = DEPLOYMENT.replace("name: web", "name: other").replace("app: web", "app: other")
    statuses = [status for _, status, _ in told(f"# {IGNORE}\n{DEPLOYMENT}---\n{second}")]
    assert statuses == ["suppressed", "suppressed", "active", "subsumed"]


def test_annotation() -> None:
    annotation = (
        "  annotations:\n    manifestlint.dev/ignore: '[image-tag-mutable, image-tag-unexpected] why'\n"
    )
    manifest = DEPLOYMENT.replace("  namespace: shop\n", f"  namespace: shop\n{annotation}")
    findings, _ = judge(manifest)
    assert {(item.status, item.justification) for item in findings} == {(Status.SUPPRESSED, "why")}


def test_suppression_text_inside_a_value_is_none() -> None:
    manifest = DEPLOYMENT.replace(
        "example/web:latest", f'"example/web:latest" # x\n        command: ["# {IGNORE}"]'
    )
    assert told(manifest)[0][1] == "active"


def test_suppression_ends_with_its_day() -> None:
    ends = "manifestlint: ignore[image-tag-mutable, image-tag-unexpected] moved until="
    assert [status for _, status, _ in told(at_image(ends + "2026-06-15"))] == ["suppressed", "suppressed"]
    for until in (
        "until=2026-06-14",
        "(until 2026-06-14)",
        "until: 2026-06-14",
        "until=2099-01-31.",
        "until=",
    ):
        comment = f"manifestlint: ignore[image-tag-mutable, image-tag-unexpected] moved {until}"
        rules = [rule for rule, status, _ in told(at_image(comment)) if status == "active"]
        assert rules == ["image-tag-mutable", "suppression-unused"]


def test_useless_suppressions() -> None:
    messages = {
        "manifestlint: ignore[readiness-probe-missing] x": "readiness-probe-missing finds nothing on line 18",
        "manifestlint: ignore[readiness-probe] x": "did you mean readiness-probe-missing?",
        "manifestlint: ignore x": "names no rule",
        "manifestlint: ignore[] x": "names no rule",
    }
    for comment, message in messages.items():
        findings, _ = judge(at_image(comment))
        told = [item for item in findings if item.rule == "suppression-unused"]
        assert len(told) == 1
        assert message in told[0].message
        assert told[0].span.start.line == 18


def test_suppression_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    comment = at_image("manifestlint: ignore[readiness-probe-missing] x")
    assert told(comment, POLICY, "image-tag-mutable", "suppression-unused") == [
        ("image-tag-mutable", "active", 18)
    ]


def test_reason_is_asked_for() -> None:
    findings = told(at_image("manifestlint: ignore[image-tag-mutable, image-tag-unexpected]"))
    assert ("suppression-reason-missing", "active", 18) in findings


def test_rule_that_must_not_be_suppressed() -> None:
    policy = POLICY + "    image-tag-mutable: {suppressible: false}\n"
    findings, _ = judge(at_image(IGNORE), policy)
    assert [item.rule for item in findings if item.status is Status.ACTIVE] == [
        "image-tag-mutable",
        "suppression-unused",
    ]
    assert "forbids it" in findings[-1].message


def test_broken_document_cannot_excuse_itself() -> None:
    broken = "---\napiVersion: v1\n# manifestlint: ignore[yaml-syntax] generated\n kind: Pod\n"
    assert ("yaml-syntax", "active", 25) in told(DEPLOYMENT + broken)


EXCEPTION = "  exceptions:\n  - {rule: image-tag-mutable, match: {names: [we*]}, reason: soon%s}\n"


def test_exception() -> None:
    findings, _ = judge(policy=POLICY + EXCEPTION % "")
    assert (findings[0].status, findings[0].justification) == (Status.EXCEPTED, "soon")


def test_exception_that_ended_or_covers_nothing() -> None:
    assert ("exception-expired", "active", 8) in told(policy=POLICY + EXCEPTION % ", expires: 2026-06-14")
    nothing = POLICY + EXCEPTION.replace("we*", "other") % ""
    assert ("exception-unused", "active", 8) in told(policy=nothing)


def test_unused_exceptions_are_not_told_when_only_a_part_was_judged() -> None:
    policy = (POLICY + EXCEPTION.replace("we*", "other") % "").encode()
    tree = MemoryTree({"policies/p.yaml": policy, "a/web.yaml": DEPLOYMENT.encode()})
    findings, _ = judge_tree(tree, paths=("a/web.yaml",))
    assert "exception-unused" not in {item.rule for item in findings}


def test_failure_can_be_excepted_and_stays_visible() -> None:
    policy = POLICY + "  exceptions:\n  - {failure: not-text, match: {paths: [web.yaml]}, reason: legacy}\n"
    _, failures = judge("kind: \0", policy)
    assert [(item.status, item.justification) for item in failures] == [(Status.EXCEPTED, "legacy")]


def test_override_switches_a_rule_off_where_it_matches() -> None:
    override = (
        "  overrides:\n  - match: {%s}\n    rules: {image-tag-mutable: off, image-tag-unexpected: off}\n"
    )
    assert told(policy=POLICY + override % "kinds: [Deployment], namespaces: [shop]") == []
    assert told(policy=POLICY + override % "kinds: [StatefulSet]") != []


def fingerprints(manifest: str) -> list[str]:
    return [item.fingerprint for item in judge(manifest)[0] if item.rule.startswith("image-")]


def test_fingerprint_survives_edits_elsewhere() -> None:
    init = "      initContainers:\n      - {name: init, image: 'a:v1'}\n      containers:"
    assert fingerprints(DEPLOYMENT) == fingerprints(
        "# a line\n" + DEPLOYMENT.replace("      containers:", init)
    )


def test_fingerprint_does_not_depend_on_what_was_asked_for() -> None:
    tree = MemoryTree(
        {"a/web.yaml": DEPLOYMENT.encode(), "b/x.yaml": DEPLOYMENT.replace("web", "x").encode()}
    )
    asked = [judge_tree(tree, paths=paths)[0] for paths in (("",), ("a",), ("a/web.yaml",))]
    prints = [{item.fingerprint for item in findings if item.path == "a/web.yaml"} for findings in asked]
    assert prints[0] == prints[1] == prints[2]


def test_fingerprint_never_covers_a_second_place() -> None:
    twice = fingerprints(DEPLOYMENT + "---\n" + DEPLOYMENT)
    assert len(set(twice)) == len(twice) == 4
    assert set(fingerprints(DEPLOYMENT)) < set(twice)
