"""Labels of a pod that a selector takes over from it."""

from collections.abc import Iterator

from manifestlint.model.affinity import Term
from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.shape import sequence
from manifestlint.rulekit import At, Fault


def key_faults(term: Term) -> Iterator[Fault]:
    """What is wrong with `matchLabelKeys` and `mismatchLabelKeys`.

    Source: Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidateMatchLabelKeysAndMismatchLabelKeys` (v1.35).
    """
    pointer, data = term
    mismatched = sequence(data.get("mismatchLabelKeys"))
    for field in ("matchLabelKeys", "mismatchLabelKeys"):
        keys = sequence(data.get(field))
        if keys and data.get("labelSelector") is None:
            yield f"{field} needs a labelSelector beside it", At((*pointer, field), on="key")
            continue
        for index, key in enumerate(keys):
            if isinstance(key, str) and not is_qualified_name(key):
                yield f'"{key}" can be the key of no label ({QUALIFIED_NAME})', At((*pointer, field, index))
            elif field == "matchLabelKeys" and key in mismatched:
                yield f'"{key}" is also in mismatchLabelKeys', At((*pointer, field, index))
