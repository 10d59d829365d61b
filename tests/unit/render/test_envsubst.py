import pytest

from manifestlint.render.envsubst import envsubst

# Go's `os.Expand`, with `$$` for a dollar (`Env.Envsubst` of Argo CD).
CASES = {
    "$A": "1",
    "${A}b": "1b",
    "$Ab": "",
    "$A-b": "1-b",
    "$$A": "$A",
    "a$": "a$",
    "${GONE}x": "x",
    "$5,00": ",00",
    "plain": "plain",
}


@pytest.mark.parametrize("text", CASES)
def test_variables(text: str) -> None:
    assert envsubst(text, {"A": "1"}) == CASES[text]
