"""Every mistake at its place, in exact words."""

from datetime import date

import pytest

from manifestlint.config.policyset import Excuse, External, Match, Override, RuleSetting
from manifestlint.core.failure import FailureKind
from manifestlint.core.finding import Finding
from manifestlint.core.severity import Profile, Severity
from tests.unit.config.samples import FILE, HEAD, loaded, policy

VAP = """apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: latest-forbidden}
"""
LIST = "apiVersion: v1\nkind: List\nitems:\n- " + VAP.strip().replace("\n", "\n  ") + "\n"


def told(finding: Finding) -> str:
    start, end = finding.span.start, finding.span.end
    return f"{start.line}:{start.column}-{end.column} {finding.message}"


def mistakes(text: str) -> list[str]:
    outcome = loaded(text)
    assert outcome.policy is None
    assert {finding.severity for finding in outcome.findings} <= {Severity.ERROR}
    return [told(finding) for finding in outcome.findings]


def in_spec(text: str) -> list[str]:
    """The mistakes of a spec that starts at line 4 with two spaces before it."""
    return mistakes(HEAD + "spec:\n" + "".join(f"  {line}\n" for line in text.split("\n")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spce: {}", ['3:1-5 unknown key "spce" in this PolicySet; did you mean "spec"?']),
        ("spec: {}\nmetadata: {nam: x}", ['4:12-15 unknown key "nam" in metadata; did you mean "name"?']),
        ("spec: {}\nprofile: strict", ['4:1-8 "profile" belongs below "spec"']),
        ("spec:", ["3:1-5 spec is empty; it must be a mapping"]),
        ("spec: []", ["3:7-9 spec is a list; it must be a mapping"]),
    ],
)
def test_mistakes_in_the_head(text: str, expected: list[str]) -> None:
    told_of = mistakes(HEAD + text)
    assert set(expected) <= set(told_of)
    assert len(told_of) == len(expected) + ("spec:" not in text)


def test_the_kind_of_thing_it_is() -> None:
    assert mistakes("apiVersion: manifestlint.dev/v2\nkind: Policyset\nspec: {}") == [
        '1:13-32 apiVersion is "manifestlint.dev/v2"; write "manifestlint.dev/v1"',
        '2:7-16 kind is "Policyset"; write "PolicySet"',
    ]
    assert mistakes("kind: PolicySet") == [
        '1:1-5 this PolicySet has no "apiVersion"',
        '1:1-5 this PolicySet has no "spec"',
    ]


SPEC_MISTAKES = {
    "version read as a number": (
        "kubernetesVersion: 1.30",
        '4:22-26 spec.kubernetesVersion: 1.30 without quotes is the number 1.3; write "1.30"',
    ),
    "version that is no minor version": (
        "kubernetesVersion: 1",
        '4:22-23 spec.kubernetesVersion: 1 without quotes is the number 1; write "1.35"',
    ),
    "version with a patch": (
        "kubernetesVersion: v1.35.2",
        '4:22-29 spec.kubernetesVersion is "v1.35.2"; write major and minor version, such as "1.35"',
    ),
    "version of Argo CD": (
        "argocd: {version: 3.1}",
        '4:21-24 spec.argocd.version: 3.1 without quotes is the number 3.1; write "3.1"',
    ),
    "unknown key": ("overides: []", '4:3-11 unknown key "overides" in spec; did you mean "overrides"?'),
    "unknown key like none": (
        "argocd: {cluster: x}",
        '4:12-19 unknown key "cluster" in spec.argocd; known are version and namespace',
    ),
    "list expected": ("manifests: manifests/", '4:14-24 spec.manifests is "manifests/"; it must be a list'),
    "list left empty": ("exclude:", "4:3-10 spec.exclude is empty; it must be a list, or be left out"),
    "text expected": ("manifests: [no]", '4:15-17 spec.manifests[0]: no without quotes is false; write "no"'),
    "empty text": ('manifests: [""]', "4:15-17 spec.manifests[0] is an empty text"),
    "path out of the base": (
        "schemas: [a/../../b]",
        '4:13-22 spec.schemas[0] is "a/../../b"; write a path below the folder that holds policies/',
    ),
    "absolute path": (
        "manifests: [/srv]",
        '4:15-19 spec.manifests[0] is "/srv"; write a path below the folder that holds policies/',
    ),
    "bad pattern": (
        'exclude: ["!"]',
        '4:13-16 spec.exclude[0]: "!" is no pattern of paths as .gitignore has them',
    ),
    "idle pattern": ('exclude: ["#x"]', '4:13-17 spec.exclude[0]: "#x" is a pattern that matches no path'),
    "close choice": (
        "profile: recomended",
        '4:12-22 spec.profile is "recomended"; did you mean "recommended"?',
    ),
    "choice like none": ("failOn: fatal", '4:11-16 spec.failOn is "fatal"; write info, warning or error'),
    "choice of another type": (
        "failOn: 3",
        "4:11-12 spec.failOn is the number 3; write info, warning or error",
    ),
    "unknown tool": (
        "honour: [kubelint]",
        '4:12-20 spec.honour[0] is "kubelint"; did you mean "kube-linter"?',
    ),
    "external without a name": ("external: [{kind: Secret}]", '4:15-19 this external object has no "name"'),
    "unknown rule": (
        "rules: {image-tag-mutible: off}",
        '4:11-28 there is no rule "image-tag-mutible"; did you mean "image-tag-mutable"?',
    ),
    "rule like none": (
        "rules: {xyz: off}",
        '4:11-14 there is no rule "xyz"; "manifestlint rules list" names all',
    ),
    "close setting": (
        "rules: {image-tag-mutable: eror}",
        '4:30-34 rule image-tag-mutable is "eror"; did you mean "error"?',
    ),
    "setting like none": (
        "rules: {image-tag-mutable: [x]}",
        (
            "4:30-33 rule image-tag-mutable is a list; write off, on, error, warning, info or a mapping with "
            "severity, suppressible or options"
        ),
    ),
    "no setting": (
        "rules: {image-tag-mutable: }",
        (
            "4:11-28 rule image-tag-mutable is empty; write off, on, error, warning, info or a mapping with "
            "severity, suppressible or options"
        ),
    ),
    "unknown severity": (
        "rules: {image-tag-mutable: {severity: warn}}",
        '4:41-45 severity of rule image-tag-mutable is "warn"; did you mean "warning"?',
    ),
    "suppressible of another type": (
        "rules: {image-tag-mutable: {suppressible: never}}",
        '4:45-50 suppressible of rule image-tag-mutable is "never"; it must be true or false',
    ),
    "unknown key of a rule": (
        "rules: {image-tag-mutable: {suppresible: false}}",
        '4:31-42 unknown key "suppresible" in rule image-tag-mutable; did you mean "suppressible"?',
    ),
    "options where there are none": (
        "rules: {image-tag-mutable: {options: {a: 1}}}",
        "4:31-38 rule image-tag-mutable has no options",
    ),
    "unknown option": (
        "rules: {image-tag-unexpected: {options: {alowed: x}}}",
        '4:44-50 rule image-tag-unexpected has no option "alowed"; did you mean "allowed"?',
    ),
    "option like none": (
        "rules: {image-tag-unexpected: {options: {qqq: x}}}",
        (
            '4:44-47 rule image-tag-unexpected has no option "qqq"; its options are allowed, style, '
            "registries, ready, most and draft"
        ),
    ),
    "option at the wrong level": (
        "rules: {image-tag-unexpected: {allowed: x}}",
        '4:34-41 "allowed" is an option of rule image-tag-unexpected and belongs below "options"',
    ),
    "option of another type": (
        "rules: {image-tag-unexpected: {options: {most: many}}}",
        '4:50-54 option most of rule image-tag-unexpected is "many"; it must be a whole number',
    ),
    "option of two types": (
        "rules: {image-tag-unexpected: {options: {ready: []}}}",
        "4:51-53 option ready of rule image-tag-unexpected is a list; it must be a whole number or a text",
    ),
    "item of an option": (
        "rules: {image-tag-unexpected: {options: {registries: [a, 1e3]}}}",
        (
            "4:60-63 option registries[1] of rule image-tag-unexpected: 1e3 without quotes is the number "
            '1000; write "1e3"'
        ),
    ),
    "option with choices": (
        "rules: {image-tag-unexpected: {options: {style: Strict}}}",
        '4:51-57 option style of rule image-tag-unexpected is "Strict"; did you mean "strict"?',
    ),
    "bad expression": (
        "rules: {image-tag-unexpected: {options: {allowed: '(('}}}",
        (
            '4:53-57 option allowed of rule image-tag-unexpected: "((" is no regular expression: missing ), '
            "unterminated subpattern at position 1"
        ),
    ),
    "one rule by two names": (
        "rules: {image-tag-unexpected: on, image-tag-strange: off}",
        (
            '4:37-54 "image-tag-strange" and "image-tag-unexpected" are names of one rule; settle it once, '
            'as "image-tag-unexpected"'
        ),
    ),
    "empty match": (
        "overrides: [{match: {}, rules: {image-tag-mutable: off}}]",
        "4:16-21 spec.overrides[0].match is empty, so it would mean everything; say what is meant",
    ),
    "empty condition": (
        "overrides: [{match: {kinds: []}, rules: {image-tag-mutable: off}}]",
        "4:24-29 spec.overrides[0].match.kinds is empty, so it would mean everything; say what is meant",
    ),
    "unknown condition": (
        "overrides: [{match: {kind: [Pod]}, rules: {image-tag-mutable: off}}]",
        '4:24-28 unknown key "kind" in spec.overrides[0].match; did you mean "kinds"?',
    ),
    "override of nothing": (
        "overrides: [{match: {kinds: [Pod]}}]",
        '4:16-21 this override changes nothing; it needs "rules" or "kubernetesVersion"',
    ),
    "override everywhere": (
        "overrides: [{rules: {image-tag-mutable: off}}]",
        '4:16-21 this override has no "match"',
    ),
    "mistake in an override": (
        "overrides: [{match: {kinds: [Pod]}, rules: {image-tag-mutabel: off}}]",
        '4:47-64 there is no rule "image-tag-mutabel"; did you mean "image-tag-mutable"?',
    ),
    "no reason": (
        "exceptions: [{rule: image-tag-mutable}]",
        "4:17-21 this exception has no reason; say why it is right",
    ),
    "blank reason": (
        "exceptions: [{rule: image-tag-mutable, reason: ' '}]",
        "4:50-53 the reason of this exception is blank; say why it is right",
    ),
    "neither rule nor failure": (
        "exceptions: [{reason: x}]",
        "4:17-23 this exception names neither a rule nor a failure, so it lets nothing pass",
    ),
    "both rule and failure": (
        "exceptions: [{rule: image-tag-mutable, failure: not-text, reason: x}]",
        "4:42-49 this exception names both a rule and a failure; write one exception for each",
    ),
    "unknown rule in an exception": (
        "exceptions: [{rule: image-tag-mutabel, reason: x}]",
        '4:23-40 there is no rule "image-tag-mutabel"; did you mean "image-tag-mutable"?',
    ),
    "unknown failure": (
        "exceptions: [{failure: no-text, reason: x}]",
        '4:26-33 spec.exceptions[0].failure is "no-text"; did you mean "not-text"?',
    ),
    "no day": (
        "exceptions: [{rule: image-tag-mutable, reason: x, expires: 2027-02-30}]",
        '4:62-72 spec.exceptions[0].expires: "2027-02-30" is no day of the calendar',
    ),
    "no date": (
        "exceptions: [{rule: image-tag-mutable, reason: x, expires: next year}]",
        (
            '4:62-71 spec.exceptions[0].expires: "next year" is no date; write it as year-month-day, such as '
            "2027-01-31"
        ),
    ),
    "date read as a number": (
        "exceptions: [{rule: image-tag-mutable, reason: x, expires: 20270131}]",
        (
            "4:62-70 spec.exceptions[0].expires: 20270131 is no date; write it as year-month-day, such as "
            "2027-01-31"
        ),
    ),
    "exception of another type": (
        "exceptions: [image-tag-mutable]",
        '4:16-33 this exception is "image-tag-mutable"; it must be a mapping',
    ),
}


@pytest.mark.parametrize("name", SPEC_MISTAKES)
def test_a_mistake_is_told_once_at_its_place(name: str) -> None:
    text, expected = SPEC_MISTAKES[name]
    assert in_spec(text) == [expected]


def test_all_mistakes_are_told_in_order_of_place() -> None:
    text = "profile: all\nrules:\n  a-b: off\n  image-tag-mutable: {severity: x, y: z}\nexceptions: [{}]"
    assert [line.split(" ", 1)[0] for line in in_spec(text)] == [
        "4:12-15",
        "6:5-8",
        "7:35-36",
        "7:38-39",
        "8:16-18",
        "8:16-18",
    ]


def test_a_second_exception_names_the_first() -> None:
    entry = "- {failure: not-text, match: {names: [a, b]}, reason: x}"
    again = "- {failure: not-text, match: {names: [b, a]}, reason: z, expires: 2027-01-31}"
    (finding,) = loaded(f"{HEAD}spec:\n  exceptions:\n  {entry}\n  {again}\n").findings
    assert told(finding) == "6:6-13 a second exception for not-text with the same match"
    assert [(place.message, place.span.start.line) for place in finding.related] == [("the first one", 5)]


def test_a_second_policyset_names_the_first() -> None:
    second = loaded(HEAD + "spec: {}\n", zoo=HEAD + "spec: {}\n")
    (finding,) = second.findings
    assert second.policy is None
    assert finding.path == "policies/zoo.yaml"
    assert told(finding) == "2:7-16 a second PolicySet in this folder; nothing says which one decides"
    (place,) = finding.related
    assert (place.message, place.path, place.span.start.line) == ("the first one", FILE, 2)
    assert place.excerpt.lines == ("kind: PolicySet",)


def test_a_finding_carries_what_reports_need() -> None:
    (finding,) = loaded(HEAD + "spec:\n  failOn: never\n").findings
    assert finding.rule == "policyset-invalid"
    assert finding.severity is Severity.ERROR
    assert (finding.path, finding.document, finding.pointer) == (FILE, 0, ("spec", "failOn"))
    assert finding.excerpt.lines == ("  failOn: never",)


def test_mistakes_in_the_yaml_are_told() -> None:
    (duplicate,) = loaded(HEAD + "spec: {}\nspec: {}\n").findings
    assert (duplicate.rule, duplicate.span.start.line) == ("yaml-key-duplicate", 4)
    assert [place.span.start.line for place in duplicate.related] == [3]
    outcome = loaded(HEAD + "spec: {}\n", broken="a: [\n")
    assert outcome.policy is None
    assert [(finding.rule, finding.path) for finding in outcome.findings] == [
        ("yaml-syntax", "policies/broken.yaml")
    ]


def test_what_others_keep_in_the_folder_is_left_alone() -> None:
    kyverno = "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nkind: ClusterPolicy\n"
    outcome = loaded(HEAD + "spec: {}\n", kyverno=kyverno, list="- 1\n", empty="# nothing\n")
    assert outcome.policy is not None
    assert not outcome.findings
    assert not outcome.failures


@pytest.mark.parametrize("text", [VAP, LIST])
def test_a_policy_that_is_not_evaluated_is_a_failure(text: str) -> None:
    outcome = loaded(HEAD + "spec: {}\n", vap=text)
    assert outcome.policy is not None
    (failure,) = outcome.failures
    assert failure.kind is FailureKind.POLICY_NOT_EVALUATED
    assert (failure.what, failure.path) == ("policy latest-forbidden", "policies/vap.yaml")
    assert failure.message == (
        "CEL policies are not evaluated yet, so nothing was checked against policy latest-forbidden"
    )
    assert failure.resource is not None
    assert failure.resource.name == "latest-forbidden"


def test_a_folder_without_a_policyset_gives_none() -> None:
    outcome = loaded(VAP)
    assert outcome.policy is None
    assert not outcome.findings
    assert len(outcome.failures) == 1


def test_the_smallest_one_has_the_defaults() -> None:
    outcome = loaded(HEAD + "spec: {}\n").policy
    assert outcome is not None
    assert (outcome.path, outcome.base, outcome.name) == (FILE, "", "")
    assert outcome.profile is Profile.RECOMMENDED
    assert outcome.fail_on is Severity.ERROR
    assert (outcome.argocd_namespace, outcome.new_suppressions) == ("argocd", "warn")
    assert (outcome.kubernetes_version, outcome.rules, outcome.exceptions) == (None, {}, ())


def test_everything_is_read() -> None:
    outcome = policy("""
kubernetesVersion: "1.30"
argocd: {version: "3.1", namespace: gitops}
repositories: [https://git.example.com/x.git]
manifests: [a/, b]
schemas: [crds]
exclude: ["**/x"]
profile: strict
failOn: info
overrides:
- match: {paths: ["dev/**"], kinds: [Pod], names: [a], namespaces: [b], applications: [c], destinations: [d]}
  rules: {replicas-too-few: off}
  kubernetesVersion: "1.36"
external: [{kind: Secret, name: a, namespace: b}, {kind: StorageClass, name: "*"}]
honour: [kube-linter]
newSuppressions: deny
""")
    assert (outcome.kubernetes_version, outcome.argocd_version, outcome.argocd_namespace) == (
        "1.30",
        "3.1",
        "gitops",
    )
    assert outcome.repositories == ("https://git.example.com/x.git",)
    assert (outcome.manifests, outcome.schemas, outcome.exclude) == (("a/", "b"), ("crds",), ("**/x",))
    assert (outcome.profile, outcome.fail_on) == (Profile.STRICT, Severity.INFO)
    match = Match(("dev/**",), ("Pod",), ("a",), ("b",), ("c",), ("d",))
    assert outcome.overrides == (Override(match, {"replicas-too-few": RuleSetting(on=False)}, "1.36"),)
    assert outcome.external == (External("Secret", "a", "b"), External("StorageClass", "*"))
    assert (outcome.honour, outcome.new_suppressions) == (("kube-linter",), "deny")


def test_exceptions_know_their_place() -> None:
    outcome = policy("""
exceptions:
- {rule: image-tag-strange, match: {kinds: [DaemonSet]}, reason: " a ", expires: 2027-01-31}
- reason: b
  failure: too-deep
""")
    first, second = outcome.exceptions
    assert isinstance(first, Excuse)
    assert (first.rule, first.failure, first.reason) == ("image-tag-unexpected", None, "a")
    assert (first.match, first.expires) == (Match(kinds=("DaemonSet",)), date(2027, 1, 31))
    assert (second.rule, second.failure, second.match, second.expires) == (None, "too-deep", Match(), None)
    assert (second.path, second.span.start.line, second.span.start.column) == (FILE, 7, 14)
    assert second.pointer == ("spec", "exceptions", 1, "failure")
    assert second.excerpt.lines == ("    failure: too-deep",)


ON = RuleSetting(on=True)
OFF = RuleSetting(on=False)


@pytest.mark.parametrize(
    ("written", "setting"),
    [
        ("off", OFF),
        ("'off'", OFF),
        ("false", OFF),
        ("no", OFF),
        ("on", ON),
        ("'on'", ON),
        ("true", ON),
        ("{}", ON),
        ("error", RuleSetting(on=True, severity=Severity.ERROR)),
        ("{severity: info}", RuleSetting(on=True, severity=Severity.INFO)),
        ("{severity: off}", OFF),
        ("{severity: 'off', suppressible: true}", RuleSetting(on=False, suppressible=True)),
        ("{suppressible: false}", RuleSetting(on=True, suppressible=False)),
        ("{options: {most: 4}}", RuleSetting(on=True, options={"most": 4})),
    ],
)
def test_settings(written: str, setting: RuleSetting) -> None:
    for name in ("image-tag-unexpected", "image-tag-strange"):
        assert policy(f"rules: {{{name}: {written}}}").rules == {"image-tag-unexpected": setting}
