"""The check that stands before the merge of a GitOps pull request.

Programs take `check` and `Request` from here; docs/api.md shows how. The command line has the same report.
"""

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than this does
if TYPE_CHECKING:
    from manifestlint.api.check import check
    from manifestlint.api.request import Request, UsageError
    from manifestlint.core.failure import Failure
    from manifestlint.core.finding import Change, Finding, Status
    from manifestlint.core.report import Report
    from manifestlint.core.severity import Profile, Severity

__version__ = "0.1.0"
__all__ = [
    "Change",
    "Failure",
    "Finding",
    "Profile",
    "Report",
    "Request",
    "Severity",
    "Status",
    "UsageError",
    "__version__",
    "check",
]

_HOME = {
    "Change": "manifestlint.core.finding",
    "Failure": "manifestlint.core.failure",
    "Finding": "manifestlint.core.finding",
    "Profile": "manifestlint.core.severity",
    "Report": "manifestlint.core.report",
    "Request": "manifestlint.api.request",
    "Severity": "manifestlint.core.severity",
    "Status": "manifestlint.core.finding",
    "UsageError": "manifestlint.api.request",
    "check": "manifestlint.api.check",
}

if not TYPE_CHECKING:  # a type checker reads the imports above, and knows a name that is not there

    def __getattr__(name):
        """Import a name when it is asked for: whoever asks for the version alone does not wait for a rule."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = found = getattr(import_module(_HOME[name]), name)
        return found

    def __dir__():
        return sorted({*globals(), *_HOME})
