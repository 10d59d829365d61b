"""The comment on a pull request, read by a parser of Markdown."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from manifestlint.core.finding import Change, Finding
from manifestlint.core.report import Repository
from manifestlint.core.severity import Severity
from manifestlint.report.markdown import MARKER, render
from tests.report.fixed import CLEAN, REPORT

TAG = next(each for each in REPORT.findings if each.rule == "image-tag-mutable")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
BLOB = f"https://github.com/example/deploy/blob/{COMMIT}"


class Page(HTMLParser):
    """The elements and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def many(number: int, **changes: object) -> tuple[Finding, ...]:
    return tuple(
        replace(TAG, path=f"m/{index}.yaml", ordinal=index, **changes)  # type: ignore[arg-type]
        for index in range(number)
    )


def test_a_name_is_neither_markup_nor_link() -> None:
    page = Page(render(REPORT))
    assert page.tags == {"h3", "h4", "p", "ul", "li", "strong", "code", "a", "details", "summary"}
    assert {link.split("/blob/")[0] for link in page.links} == {
        "https://github.com/example/deploy",
        "https://github.com/raian2209/manifestsCI-PythonAPI",
    }


@pytest.mark.parametrize(
    "name", ["@everyone", "www.example.com", "https://example.com", "`x` <b>", "[a](b)", "| a |", "<!-- x"]
)
def test_nobody_is_mentioned_and_nothing_linked(name: str) -> None:
    report = replace(CLEAN, findings=(replace(TAG, message=f"is {name}"),))
    page = Page(render(report))
    assert "b" not in page.tags
    assert page.links == [
        "https://github.com/raian2209/manifestsCI-PythonAPI/blob/main/docs/rules/image-tag-mutable.md"
    ]
    assert name not in render(report)


def test_the_verdict_comes_first_and_a_bot_knows_its_comment() -> None:
    lines = render(REPORT).splitlines()
    assert lines[0] == MARKER
    assert lines[1] == "### not fully checked: 2 errors, 2 warnings, 1 info, 2 not checked"


def test_a_link_leads_to_the_line_in_the_commit() -> None:
    assert f"[19:16]({BLOB}/manifests/web.yaml#L19)" in render(REPORT)


@pytest.mark.parametrize(
    "repository",
    [
        None,
        Repository("", COMMIT),
        Repository("https://github.com/a/b", ""),
        Repository("https://bitbucket.org/a/b", COMMIT),
    ],
)
def test_no_link_that_leads_nowhere(repository: Repository | None) -> None:
    text = render(replace(CLEAN, findings=(TAG,), repository=repository))
    assert "**error** 19:16 [`image-tag-mutable`]" in text
    assert "#### `manifests/web.yaml`" in text


def test_what_a_change_removes_is_looked_at_in_the_base() -> None:
    gone = replace(TAG, before=True)
    text = render(replace(REPORT, findings=(gone,)))
    assert f"/blob/{REPORT.base}/manifests/web.yaml#L19) (removed by this change)" in text


def test_what_does_not_decide_is_folded() -> None:
    findings = (*many(13, severity=Severity.INFO), *many(2, change=Change.OLD))
    text = render(replace(CLEAN, findings=findings))
    opened, *folded = text.split("<details>")
    assert opened.count("**info**") == 10
    assert folded[0].startswith("\n<summary>3 more infos</summary>")
    assert folded[1].startswith("\n<summary>2 there before</summary>")


@pytest.mark.parametrize("number", [200, 400, 3000])
@pytest.mark.parametrize("change", [Change.NEW, Change.OLD])
@pytest.mark.parametrize("message", ["short", "日本 😀" * 300])
def test_it_always_fits_and_says_what_is_missing(number: int, change: Change, message: str) -> None:
    report = replace(CLEAN, findings=many(number, change=change, message=message), base="f" * 40)
    text = render(report)
    assert len(text.encode()) < 65_536
    told = text.count("**error**")
    assert told > 40
    assert text.count("<details>") == text.count("</details>")
    if told < number:
        last = text.splitlines()[-1]
        assert last.startswith(f"**{number - told} lines left out**")
        assert last.endswith("in the log of the job, or told by `manifestlint check --base ffffffffffff`")
    else:
        assert "left out" not in text


def test_no_verdict_says_why() -> None:
    report = replace(CLEAN, unusable=True, notes=("nothing was checked in m",))
    assert "- nothing was checked in m\n" in render(report).split("<details>")[0]
