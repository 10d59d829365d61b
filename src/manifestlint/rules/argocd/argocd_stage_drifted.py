"""Stages of one application that are not the same."""

from dataclasses import dataclass

from manifestlint.rulekit import Profile, Severity, option, reported_rule


@dataclass(frozen=True, slots=True)
class Options:
    """Which stages there are, and in what they may differ."""

    stages: tuple[str, ...] = option(
        (),
        'The stages in the order of promotion, as in names: "dev", "stage", "prod".',
        needed=True,
    )
    allowed: tuple[str, ...] = option(
        ("spec.replicas", "spec.template.spec.containers.*.resources*"),
        "Fields that may differ: paths with list items by their names; * is any text.",
    )


@reported_rule("argocd-stage-drifted", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def argocd_stage_drifted(_subject: None, _options: Options) -> None:
    """Two stages of one application differ in more than they may.

    What was tried in one stage is then not what runs in the next: a probe, a limit or a whole object was
    changed in one overlay and forgotten in the other. Bring them together in the base, or allow the field.

    Compared are bundles whose names differ only in the stage, `web-dev` and `web-prod` or `envs/dev` and
    `envs/prod`, each with the stage before it. The stage's own name, wherever it stands in a text, is no
    difference, and neither is the namespace. Without the option `stages` the rule says nothing.

    It is strict because only the team knows what may differ.
    """
