"""Files that are no YAML."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("yaml-syntax", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def yaml_syntax() -> None:
    """A manifest is not the YAML that Kubernetes reads.

    Nothing in the document can be checked, and nothing in it reaches the cluster. Argo CD stops the sync,
    or, where a file does not look like a manifest to it, silently leaves the file out (Argo CD
    `reposerver/repository`, v3.1): then pruning removes its objects.

    The message says what the reader stumbled over, and where. Usual reasons: a tab instead of spaces, a
    value with `: ` in it and no quotes, a list item one column off, the mark of a merge conflict, a
    template that was not rendered. Files are read as Kubernetes' own library reads them, which is neither
    YAML 1.1 nor 1.2 to the letter. A file of a Helm chart, and other YAML that no Kubernetes object was
    meant to be, is told only when it is named on the command line.

    It is essential: nothing is applied.
    """
