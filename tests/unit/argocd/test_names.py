"""Names made of texts (Argo CD docs, Go Template: normalize and slugify)."""

from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.names import sanitized, slug


def test_sanitized() -> None:
    assert sanitized("Feature/ABC_1.x") == "feature-abc-1.x"
    assert sanitized("--a.b..") == "a.b"
    assert sanitized("x" * 300) == "x" * 253


def test_slug() -> None:
    assert slug(
        "feat/a_really+long_pull_request_name_to_test_argo_slugification_and_branch_name_shortening_feature"
    ) == ("feat-a-really-long-pull-request-name-to-test-argo")
    assert slug(23, "feat/areallylongpullrequestname") == "feat"
    assert slug(50, False, "v1.2") == "v1-2"
    assert slug() == ""


@given(st.text(), st.integers(0, 60), st.booleans())
def test_what_comes_out_is_a_name(text: str, longest: int, smart: bool) -> None:
    assert sanitized(sanitized(text)) == sanitized(text)
    made = slug(longest, smart, text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not longest or len(made) <= longest
