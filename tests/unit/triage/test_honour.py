"""Ignore annotations of other tools count for the tools that the PolicySet honours."""

import pytest

from tests.cli.conftest import DEPLOYMENT
from tests.support import MemoryTree, judge_tree

POLICY = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: t}
spec:
  honour: [HONOURED]
"""
MARKS = {
    "kube-linter": ("ignore-check.kube-linter.io/latest-tag: built on the node", "built on the node"),
    "kube-score": ("kube-score/ignore: 'pod-networkpolicy, container-image-tag'", ""),
    "polaris": ("polaris.fairwinds.com/tagNotSpecified-exempt: 'true'", ""),
    "checkov": ("checkov.io/skip2: CKV_K8S_14=a = b", "a = b"),
}
ALL = {
    "kube-linter": "kube-linter.io/ignore-all: not ours",
    "kube-score": "kube-score/skip: 'true'",
    "polaris": "polaris.fairwinds.com/exempt: 'true'",
}
OTHERS = [
    "ignore-check.kube-linter.io/no-read-only-root-fs: other check",
    "ignore-check.kube-linter.io/latest-tag: [1]",
    "kube-score/ignore: pod-networkpolicy",
    "kube-score/skip: 'false'",
    "polaris.fairwinds.com/tagNotSpecified-exempt: 'false'",
    "polaris.fairwinds.com/hostIPCSet-exempt: 'true'",
    "checkov.io/skip1: CKV_K8S_1=other check",
    "checkov.io/skipper: CKV_K8S_14=none of theirs",
    "1: 2",
]


def told(annotation: str, *honoured: str, more: str = "") -> list[tuple[str, str, str]]:
    head = f"  name: web\n  annotations:\n    {annotation}\n"
    manifest = DEPLOYMENT.replace("  name: web\n", head, 1)
    policy = POLICY.replace("HONOURED", ", ".join(honoured)) + more
    tree = MemoryTree({"policies/p.yaml": policy.encode(), "web.yaml": manifest.encode()})
    findings, _ = judge_tree(tree, select=("image-tag-mutable", "suppression-*"))
    return [(item.rule, item.status.value, item.justification) for item in findings]


@pytest.mark.parametrize("peer", MARKS)
def test_only_for_the_tools_that_are_honoured(peer: str) -> None:
    annotation, reason = MARKS[peer]
    assert told(annotation, peer) == [("image-tag-mutable", "suppressed", reason)]
    assert told(annotation, *(set(MARKS) - {peer})) == [("image-tag-mutable", "active", "")]
    assert told(annotation) == [("image-tag-mutable", "active", "")]


@pytest.mark.parametrize("peer", ALL)
def test_all_checks_of_a_tool(peer: str) -> None:
    assert [status for _, status, _ in told(ALL[peer], peer)] == ["suppressed"]


@pytest.mark.parametrize("annotation", OTHERS)
def test_what_covers_nothing_is_no_finding(annotation: str) -> None:
    assert told(annotation, *MARKS) == [("image-tag-mutable", "active", "")]


def test_what_cannot_be_suppressed() -> None:
    more = "  rules: {image-tag-mutable: {suppressible: false}}\n"
    assert told(MARKS["polaris"][0], "polaris", more=more) == [("image-tag-mutable", "active", "")]


def test_pod_template_of_kube_score() -> None:
    manifest = DEPLOYMENT.replace(
        "    metadata:\n", "    metadata:\n      annotations: {kube-score/ignore: '*'}\n"
    )
    policy = POLICY.replace("HONOURED", "kube-score")
    tree = MemoryTree({"policies/p.yaml": policy.encode(), "web.yaml": manifest.encode()})
    findings, _ = judge_tree(tree, select=("image-tag-mutable",))
    assert [item.status.value for item in findings] == ["suppressed"]
