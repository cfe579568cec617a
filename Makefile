# edu-kg: every target sets up what it needs in .venv, from pinned and hashed requirements.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: demo test check floors format lock explorer clean

demo: .venv/ready-to-run  ## serve the example site, ingest it over HTTP, print who signed for whom
	$(BIN)/python examples/demo.py

test: .venv/ready-to-test  ## everything CI checks: format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered

floors: .venv/ready-to-test  ## raise the floors under the figures of tests/gold to what is measured
	$(BIN)/python -m tests.quality.raise_floors

format: .venv/ready-to-test  ## put the code into its form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: .venv/ready-to-test  ## pin the requirements anew
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile pyproject.toml requirements/build.in requirements/dev.in --extra notebooks --extra mcp \
	    --upgrade --generate-hashes --no-header --no-annotate -p 3.11 -q -o requirements/dev.txt
	.venv/lock/bin/uv pip compile pyproject.toml requirements/build.in -c requirements/dev.txt \
	    --upgrade --generate-hashes --no-header --no-annotate -p 3.11 -q -o requirements/run.txt

explorer:  ## build the browser side of the explorer anew (needs node 20; users need none)
	cd explorer && npm ci && npm run build

clean:  ## remove the environment and everything built in output/
	rm -rf .venv
	find output -mindepth 1 ! -name README.md -delete

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready-to-run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

.venv/ready-to-test: requirements/dev.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@ .venv/ready-to-run
