"""Applications of a folder without manifests."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "argocd-path-empty",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "phantom-target"},
)
def argocd_path_empty() -> None:
    """An Argo CD Application's path holds no manifest at all.

    Argo CD finds nothing to apply there and calls the Application Synced and Healthy. What it applied before
    stays, unless `allowEmpty` is set beside `prune` (Argo CD `controller/appcontroller.go`, `autoSync`,
    v3.1). Only `.yaml`, `.yml`, `.json` and `.jsonnet` files count, and what a plugin makes something of.

    Mend `path`, or remove the Application. Told are folders with nothing but notes in them; one that is to
    stay empty for now is left alone if a `.gitkeep` says so.

    It is a warning because nothing breaks; recommended because the Application looks healthy.
    """
