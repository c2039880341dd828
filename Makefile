# Every target sets up what it needs; nothing has to be called before it.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run test check bench quality words format screenshots lighthouse lock clean

PORT ?= 8000
INPUT ?=
export PORT INPUT

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 14

setup: ## what `run` needs: .venv/bin/summitry, static/vendor
	@.ci/setup

run: setup ## read seeds/ (and INPUT=path), then serve on http://127.0.0.1:8000 (PORT=8123)
	@set -f; \
	if [ -e "$$INPUT" ]; then set -- "$$INPUT"; else set -- $$INPUT; fi; \
	code=0; .venv/bin/summitry ingest seeds "$$@" || code=$$?; \
	case $$code in \
	  0) ;; \
	  1) echo "Not everything could be read (the reasons stand above); the rest is shown." >&2 ;; \
	  *) exit $$code ;; \
	esac; \
	exec .venv/bin/summitry serve --host 127.0.0.1 --port "$$PORT"

# A file's tests stay in one process, which makes what they share once. More processes than this want too much memory.
SPREAD := --numprocesses=auto --maxprocesses=4 --dist=loadfile
DB ?= sqlite
BESIDE := $(if $(filter postgresql,$(DB)),.venv/bin/python .ci/postgresql.py)
test: ## the whole suite, with a real Chromium, in as many processes as there are cores (ARGS=… goes to pytest; DB=postgresql)
	@.ci/setup dev
	@.venv/bin/python .ci/chromium.py
	@SUMMITRY_CHROMIUM="$$(cat var/chromium-path)" $(BESIDE) .venv/bin/pytest $(SPREAD) $(ARGS)

check: ## format, lint, types, layers, templates, migrations
	@.ci/setup dev
	.venv/bin/ruff format --check --quiet
	.venv/bin/ruff check --quiet
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint --lint --quiet templates
	@rm -f var/check.db*
	SUMMITRY_DATABASE_URL=sqlite:///var/check.db .venv/bin/alembic upgrade head
	SUMMITRY_DATABASE_URL=sqlite:///var/check.db .venv/bin/alembic check

bench: ## how fast articles are read and pages are served, beside others (ARGS=serving measures one part)
	@.ci/setup dev
	@.venv/bin/python .ci/chromium.py
	@SUMMITRY_CHROMIUM="$$(cat var/chromium-path)" .venv/bin/python -m tests.bench $(ARGS)

quality: ## how well articles are read, against the pinned figures (ARGS=--renew pins anew, --table)
	@.ci/setup dev
	@.venv/bin/python -m tests.quality $(ARGS)

words: ## bring the catalogues of the pages' languages up to date
	@.ci/setup dev
	@.venv/bin/python -m tests.catalogues

format: ## let ruff format and mend what it can
	@.ci/setup dev
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

screenshots: ## pictures of the pages, in var/screenshots (ARGS="timeline quote" takes some)
	@.ci/setup dev
	@.venv/bin/python .ci/chromium.py
	@SUMMITRY_CHROMIUM="$$(cat var/chromium-path)" .venv/bin/python -m tests.screenshots $(ARGS)

# Pins stay where they are unless asked: make lock UPGRADE=--upgrade
UV := var/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml --extra setup
lock: ## pin the dependencies anew after a change in pyproject.toml or package.json
	@.ci/setup python
	@.venv/bin/python -m venv var/lock && var/lock/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	$(UV) --output-file requirements/runtime.txt
	$(UV) --extra dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	@.ci/npm install --no-progress --loglevel=error
	@.venv/bin/python .ci/vendor.py --pin

lighthouse: ## what Lighthouse says of the pages, the median of three runs (ARGS=paths)
	@.ci/setup dev
	@.venv/bin/python .ci/chromium.py
	@SUMMITRY_CHROMIUM="$$(cat var/chromium-path)" .venv/bin/python -m tests.lighthouse $(ARGS)

clean: ## remove what was set up or cached; the database in var/ stays
	rm -rf .venv node_modules static/vendor *.egg-info build .*_cache .hypothesis var/lock var/check.db* var/setup.lock
	find app migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +
