"""The tools on PATH, run with a time limit, a size limit, and nothing to talk to."""

import os
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from manifestlint.render.failure import NotRenderable

_KEPT = ("SYSTEMROOT", "WINDIR")
"""Without these no program starts on Windows."""
_NOBODY = "http://127.0.0.1:9"
"""A proxy that nobody answers for: Go's HTTP client, which both tools use, then reaches no network."""
_WORDS = 4000
_LOG_HEADER = re.compile(r"^[EFIW]\d{4} [\d:.]+ +\d+ [^]\n]*\] (?:\"command failed\" err=)?", re.MULTILINE)
"""What kubectl puts before its words: the time and its process, which are others in every run."""
_ADVICE = "Use --debug flag to render out invalid YAML"
"""Helm's, for its own command line."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run of a tool may cost."""

    seconds: float = 60.0
    output_bytes: int = 16 * 1024 * 1024
    copied_bytes: int = 256 * 1024 * 1024


DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, and the arguments that make it do what it is for."""

    name: str
    command: tuple[str, ...]


def find_kustomize() -> Tool:
    """`kustomize build`, or the same inside kubectl."""
    found = shutil.which("kustomize")
    if found:
        return Tool("kustomize", (found, "build"))
    found = shutil.which("kubectl")
    if found:
        return Tool("kubectl kustomize", (found, "kustomize"))
    raise NotRenderable("a kustomization needs `kustomize` or `kubectl` on PATH, and neither is there")


def find_helm() -> Tool:
    """`helm template`."""
    found = shutil.which("helm")
    if found:
        return Tool("helm template", (found, "template"))
    raise NotRenderable("a chart needs `helm` on PATH, and it is not there")


def run(tool: Tool, arguments: tuple[str, ...], cwd: Path, home: Path, limits: Limits = DEFAULTS) -> bytes:
    """What the tool prints.

    It sees none of our environment: no programs (git, plugins, chart inflators), no cluster, no settings of
    the person who runs us, no network.

    Raises:
        NotRenderable: it failed, or went over a limit.
    """
    try:
        with open(home / "stderr", "w+b") as errors:
            process = subprocess.Popen(
                [*tool.command, *arguments],
                cwd=cwd,
                env=_environment(home),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
            output, late = _output(process, limits)
            errors.seek(0)
            words = errors.read(_WORDS * 4)
    except OSError as error:
        raise NotRenderable(f"`{tool.name}` cannot be run", error.strerror or str(error)) from None
    if late:
        raise NotRenderable(f"`{tool.name}` took longer than {limits.seconds:g} s")
    if len(output) > limits.output_bytes:
        raise NotRenderable(f"`{tool.name}` printed more than {limits.output_bytes:,} bytes")
    if process.returncode != 0:
        raise NotRenderable(f"`{tool.name}` failed", _readable(words, cwd, home))
    return output


def _output(process: subprocess.Popen[bytes], limits: Limits) -> tuple[bytes, bool]:
    """What was printed, at most one byte more than is allowed, and whether time ran out."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(limits.seconds, stop)
    timer.start()
    try:
        output = _read(process.stdout, limits.output_bytes + 1)
        if len(output) > limits.output_bytes:
            process.kill()
        process.wait()
    finally:
        timer.cancel()
        process.kill()
    return output, late.is_set()


def _read(pipe: IO[bytes] | None, most: int) -> bytes:
    with pipe or open(os.devnull, "rb") as stream:
        return stream.read(most)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    folders = (
        "HOME",
        "USERPROFILE",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "TMPDIR",
        "TMP",
        "TEMP",
    )
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
    return {
        **kept,
        **dict.fromkeys(folders, str(home)),
        **dict.fromkeys(proxies, _NOBODY),
        "PATH": str(home / "no-programs"),
        "KUBECONFIG": str(home / "no-cluster"),
    }


def _readable(words: bytes, cwd: Path, home: Path) -> str:
    """A tool's words without the folders that exist only while it runs."""
    text = words.decode("utf-8", "replace").replace(_ADVICE, "").strip()
    text = _LOG_HEADER.sub("", text)
    for folder in sorted(
        {str(cwd), str(home), os.path.realpath(cwd), os.path.realpath(home)}, key=len, reverse=True
    ):
        text = text.replace(f"{folder}{os.sep}", "").replace(folder, ".")
    return text if len(text) <= _WORDS else text[:_WORDS] + " ..."
