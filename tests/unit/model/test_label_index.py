"""An index may propose too much, never too little."""

from hypothesis import given
from hypothesis import strategies as st

from manifestlint.core.place import Origin
from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.model.facts import Facts
from manifestlint.model.label_index import LabelIndex
from manifestlint.model.selector import Requirement, Selector

_WORDS = st.sampled_from(["a", "b", "c"])
_OPERATORS = st.sampled_from(["In", "NotIn", "Exists", "DoesNotExist"])
_LABELS = st.lists(st.dictionaries(_WORDS, _WORDS), max_size=6)
_REQUIREMENTS = st.builds(
    lambda key, operator, values: Requirement(key, operator, tuple(values), ()),
    _WORDS,
    _OPERATORS,
    st.lists(_WORDS, max_size=3),
)


def _facts(number: int) -> Facts:
    return Facts(ResourceRef(ResourceId("", "v1", "Pod", "shop", str(number)), Origin("pods.yaml", 0)))


@given(_LABELS, st.lists(_REQUIREMENTS, max_size=3))
def test_candidates_hold_all_that_is_selected(
    labels: list[dict[str, str]], requirements: list[Requirement]
) -> None:
    items = [(each, _facts(number)) for number, each in enumerate(labels)]
    selector = Selector(tuple(requirements))
    selected = {facts.id.name for each, facts in items if selector.matches(each)}
    candidates = [facts.id.name for facts in LabelIndex(items).candidates(selector)]
    assert selected <= set(candidates)
    assert len(candidates) == len(set(candidates))
