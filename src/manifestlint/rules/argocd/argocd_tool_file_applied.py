"""Configuration files of tools among the manifests."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("argocd-tool-file-applied", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def argocd_tool_file_applied() -> None:
    """An Argo CD Application applies a tool's own file as if it were an object.

    A kustomization, a kubeconfig or the like has an `apiVersion` and a `kind`, and no cluster knows them: the
    sync fails. It happens where `directory:` is set on the folder of a kustomization, which makes Argo CD
    read it as plain files (Argo CD docs, "Tool Detection"), or where such a file lies among manifests.

    Remove `directory:`, leave the file out by `directory.exclude`, or mark it with the comment
    `+argocd:skip-file-rendering`.

    It is essential: the sync fails.
    """
