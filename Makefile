# Quintet: `make run` starts it, `make test` tests it. Variables of make and of the environment are the same thing:
# make run PORT=8123 QUINTET_HOME=/some/folder

PYTHON ?= python3
START = $(PYTHON) -m config.bootstrap

.PHONY: help run install test check format docs wheel

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## install what is missing, build, and run web, worker, clock and Redis until Ctrl-C
	@$(START) run

install: ## everything that development needs
	@$(START) install

test: ## all checks and all tests, with a table of what ran
	@$(START) test

check: ## the quick half: linters, types, walls, unit tests
	@$(START) check

format: install ## format and mend what can be mended
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet . ; cd frontend && npx biome check --write .

docs: install ## write the reference pages that are made from the code
	@.venv/bin/python -m config.reference

wheel: install ## the installable product in dist/
	@.venv/bin/python -m build --wheel
