"""Puts the templates and the built front end, which stand at the top of the checkout, inside `builder` in the wheel.

Everything else about the distribution is in pyproject.toml. See docs/decisions/0001.
"""

from pathlib import Path

from setuptools import find_packages, setup

CARRIED = {"builder.templates": "templates", "builder.static": "static"}

setup(
    packages=[
        *find_packages(include=["builder*", "config*", "executions*", "nodes*"]),
        *(name for name, folder in CARRIED.items() if Path(folder).is_dir()),
    ],
    package_dir=CARRIED,
    package_data={
        "": ["**/*.html", "**/*.css", "**/*.js", "**/*.svg", "**/*.json", "**/*.txt", "**/*.md", "py.typed"],
        **{name: ["**/*"] for name in CARRIED},
    },
)
