"""The version of the installed distribution."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    try:
        return version("quintet")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
