"""Where this project lives, for whoever fetches it by its address."""

from manifestlint import __version__

REPOSITORY = "raian2209/manifestsCI-PythonAPI"
URL = f"https://github.com/{REPOSITORY}"
TAG = f"v{__version__}"
"""The tag of the running version."""
