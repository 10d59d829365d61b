"""`manifestlint lsp`, driven by a real client."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest
from lsprotocol import types

from tests.integration.editor import Editor
from tests.integration.repository import DEPLOYMENT, POLICY, SET, WEB, Repository, repository

__all__ = ["repository"]

SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  ports: [{port: 80}]
  selector: {app: web}
"""
FACE = "\N{GRINNING FACE}"
CONFIG = f"""\
# {FACE}
apiVersion: v1
kind: ConfigMap
metadata: {{name: settings, namespace: shop}}
data: {{smile: "{FACE}", retries: 3, pause: 5}}
"""
SERVED, SETTINGS = "manifests/service.yaml", "manifests/settings.yaml"
ALL = types.Range(types.Position(0, 0), types.Position(99, 0))
Scene = Callable[[Editor], Coroutine[None, None, None]]


def play(
    root: Path, scene: Scene, *encodings: types.PositionEncodingKind, snippets: bool = False
) -> list[str]:
    """Run a scene in an editor; what the server said besides."""

    async def run() -> Editor:
        async with Editor(root, *encodings, snippets=snippets) as editor:
            await scene(editor)
        return editor

    editor = asyncio.run(run())
    assert editor.exit_code == 0
    return editor.messages


def test_what_is_typed_in_one_file_is_told_in_another(repository: Repository) -> None:
    repository.write({SERVED: SERVICE})

    async def scene(editor: Editor) -> None:
        editor.open(WEB)
        await editor.until(WEB, lambda codes: codes == [])
        editor.change(WEB, DEPLOYMENT.replace("app: web", "app: site"))
        (lost,) = await editor.until(SERVED, lambda codes: codes == ["service-selects-nothing"])
        assert lost.source == "manifestlint"
        assert lost.severity is types.DiagnosticSeverity.Error
        assert lost.code_description
        assert lost.code_description.href.endswith("/docs/rules/service-selects-nothing.md")
        assert lost.range == types.Range(types.Position(5, 18), types.Position(5, 21))
        assert isinstance(lost.data, dict)
        assert set(lost.data) == {"fingerprint"}
        assert [each.location.uri for each in lost.related_information or ()] == [editor.uri(WEB)]
        editor.change(WEB, DEPLOYMENT)
        await editor.until(SERVED, lambda codes: codes == [])
        editor.open(SERVED, SERVICE.replace("web}", "site}"))
        await editor.until(SERVED, lambda codes: codes == ["service-selects-nothing"])
        editor.close(SERVED)
        await editor.until(SERVED, lambda codes: codes == [])

    assert play(repository.root, scene) == []


def test_only_the_newest_text_is_told(repository: Repository) -> None:
    async def scene(editor: Editor) -> None:
        editor.open(WEB)
        for tag in ("latest", "", "v", "v2", "latest", "v2.0.0"):
            editor.change(WEB, DEPLOYMENT.replace("v1.0.0", tag))
        editor.change(WEB, DEPLOYMENT.replace("v1.0.0", "latest"))
        await editor.until(WEB, lambda codes: codes == ["image-tag-mutable"])
        versions = [each.version for each in editor.published if each.uri == editor.uri(WEB)]
        assert versions[-1] == 8
        assert len(versions) <= 2

    assert play(repository.root, scene) == []


@pytest.mark.parametrize(
    ("encodings", "chosen", "column", "line_break"),
    [
        ((), "utf-16", 29, "\n"),
        (("utf-16", "utf-8"), "utf-16", 29, "\r\n"),
        (("utf-8", "utf-16"), "utf-8", 31, "\n"),
        (("utf-32", "utf-8"), "utf-32", 28, "\r\n"),
    ],
)
def test_positions(
    repository: Repository, encodings: tuple[str, ...], chosen: str, column: int, line_break: str
) -> None:
    async def scene(editor: Editor) -> None:
        assert editor.encoding == chosen
        editor.open(SETTINGS, CONFIG.replace("\n", line_break))
        one, other = await editor.until(SETTINGS, lambda codes: codes == ["schema-type-wrong"] * 2)
        assert one.range == types.Range(types.Position(4, column), types.Position(4, column + 1))
        assert other.range.start.line == 4
        assert await editor.hover(SETTINGS, types.Position(0, 0)) == ""
        said = await editor.hover(SETTINGS, one.range.start)
        assert said.startswith("[schema-type-wrong](https://")
        assert "quotes" in said

    play(repository.root, scene, *map(types.PositionEncodingKind, encodings))


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_fixes(repository: Repository, line_break: str) -> None:
    config = CONFIG.replace("\n", line_break)

    async def scene(editor: Editor) -> None:
        editor.open(SETTINGS, config)
        one, _ = await editor.until(SETTINGS, lambda codes: len(codes) == 2)
        offered = await editor.actions(SETTINGS, one.range)
        mend = offered["Put it in quotes"]
        assert mend.is_preferred
        assert mend.kind == types.CodeActionKind.QuickFix
        editor.apply(mend)
        assert editor.text(SETTINGS) == config.replace("3", '"3"')
        await editor.until(SETTINGS, lambda codes: len(codes) == 1)
        editor.change(SETTINGS, config)
        everything = await editor.actions(SETTINGS, ALL, types.CodeActionKind.SourceFixAll)
        (mend_all,) = everything.values()
        assert mend_all.kind == "source.fixAll.manifestlint"
        editor.apply(mend_all)
        assert editor.text(SETTINGS) == config.replace("3", '"3"').replace("5", '"5"')
        await editor.until(SETTINGS, lambda codes: codes == [])
        assert await editor.actions(SETTINGS, ALL) == {}

    assert play(repository.root, scene) == []


def test_unsafe_fixes_say_so(repository: Repository) -> None:
    repository.write({SET: POLICY + "  profile: strict\n"})

    async def scene(editor: Editor) -> None:
        editor.open(WEB)
        await editor.until(WEB, lambda codes: "privilege-escalation-not-forbidden" in codes)
        offered = await editor.actions(WEB, ALL)
        unsafe = [each for title, each in offered.items() if title.endswith("(unsafe: look afterwards)")]
        assert unsafe
        assert not any(each.is_preferred for each in unsafe)
        assert await editor.actions(WEB, ALL, "source.fixAll.manifestlint") == {}

    play(repository.root, scene)


def test_suppressing_asks_for_a_reason(repository: Repository) -> None:
    mutable = DEPLOYMENT.replace("v1.0.0", "latest")
    title = "Suppress image-tag-mutable here, with a reason that you write"

    async def scene(editor: Editor) -> None:
        editor.open(WEB, mutable)
        (found,) = await editor.until(WEB, lambda codes: codes == ["image-tag-mutable"])
        editor.apply((await editor.actions(WEB, found.range))[title])
        comment = "        # manifestlint: ignore[image-tag-mutable]\n"
        assert editor.text(WEB) == mutable.replace("        image", f"{comment}        image")
        (missing,) = await editor.until(WEB, lambda codes: codes == ["suppression-reason-missing"])
        assert await editor.actions(WEB, missing.range) == {}
        editor.change(WEB, editor.text(WEB).replace("able]", "able] rebuilt every night"))
        await editor.until(WEB, lambda codes: codes == [])

    assert play(repository.root, scene) == []


def test_the_cursor_waits_for_the_reason(repository: Repository) -> None:
    async def scene(editor: Editor) -> None:
        editor.open(WEB, DEPLOYMENT.replace("v1.0.0", "latest"))
        (found,) = await editor.until(WEB, lambda codes: codes == ["image-tag-mutable"])
        (suppress,) = (await editor.actions(WEB, found.range)).values()
        assert suppress.edit
        assert suppress.edit.document_changes
        (change,) = suppress.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(editor.uri(WEB), 1)
        (edit,) = change.edits
        assert isinstance(edit, types.SnippetTextEdit)
        assert edit.snippet.value == "        # manifestlint: ignore[image-tag-mutable] $0\n"

    play(repository.root, scene, snippets=True)


def test_a_rule_that_is_not_suppressible_is_not_offered(repository: Repository) -> None:
    repository.write({SET: POLICY + "  rules: {image-tag-mutable: {suppressible: false}}\n"})

    async def scene(editor: Editor) -> None:
        editor.open(WEB, DEPLOYMENT.replace("v1.0.0", "latest"))
        (found,) = await editor.until(WEB, lambda codes: codes == ["image-tag-mutable"])
        assert await editor.actions(WEB, found.range) == {}

    play(repository.root, scene)


def test_mistakes_in_the_policies(repository: Repository) -> None:
    mutable = DEPLOYMENT.replace("v1.0.0", "latest")

    async def scene(editor: Editor) -> None:
        editor.open(WEB, mutable)
        editor.open(SET, POLICY + "  failsOn: error\n")
        (mistake,) = await editor.until(SET, lambda codes: codes == ["policyset-invalid"])
        assert "failOn" in mistake.message
        editor.change(SET, POLICY + "  rules: {image-tag-mutable: off}\n")
        await editor.until(SET, lambda codes: codes == [])
        await editor.until(WEB, lambda codes: codes == [])
        editor.change(SET, POLICY)
        await editor.until(WEB, lambda codes: codes == ["image-tag-mutable"])

    assert play(repository.root, scene) == []


def test_what_cannot_be_checked_is_said(repository: Repository) -> None:
    build = "manifests/kustomization.yaml"
    repository.write({build: "resources: [web.yaml, gone.yaml]\n"})
    (repository.root / "manifests" / "odd.yaml").write_bytes(b"\xff")

    async def scene(editor: Editor) -> None:
        editor.open(WEB)
        (failure,) = await editor.until(build, lambda codes: codes == ["not-renderable"])
        assert failure.message.startswith("not checked: Kustomize source manifests: ")
        assert failure.range.start == types.Position(0, 0)
        await editor.until("manifests/odd.yaml", lambda codes: codes == ["not-text"])
        editor.open("manifests/odd.yaml", "")
        await editor.until("manifests/odd.yaml", lambda codes: codes == [])

    assert play(repository.root, scene) == []


def test_files_that_are_none_of_its_business(repository: Repository, tmp_path: Path) -> None:
    repository.write({".gitignore": "local/\n", "manifests/local/web.yaml": ""})
    (tmp_path / "alone.yaml").write_text("")
    mutable = DEPLOYMENT.replace("v1.0.0", "latest")

    async def scene(editor: Editor) -> None:
        for path in ("compose.yaml", "manifests/local/web.yaml", "../alone.yaml"):
            editor.open(path, mutable)
            await editor.until(path, lambda codes: codes == [])

    assert play(repository.root, scene) == []


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, repository: Repository) -> None:
    monkeypatch.setattr("manifestlint.cli.lsp.find_spec", lambda _: None)
    result = repository.run("lsp")
    assert result.exit_code == 2
    assert "pip install 'manifestlint[lsp]'" in result.stderr


def test_an_editor_that_goes_away_ends_the_server() -> None:
    command = [sys.executable, "-m", "manifestlint", "lsp"]
    gone = subprocess.run(command, check=False, capture_output=True, input=b"", timeout=30)
    assert (gone.returncode, gone.stdout) == (1, b"")
