.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input

CORPUS    ?=
QUESTIONS ?=
PLANT     ?=
MODELS    ?=
NAME      ?=
LENGTHS   ?=
DEPTHS    ?=
ARGS      ?=
FOLDER    ?=
EVIDENCE  ?=
LABELLED  ?=
PEERS     := .venv-benchmarks
SERVERS   := .venv-servers
CLOCKS    := .venv-clock
GUIDELLM  ?= $(CLOCKS)/bin/guidellm
AIPERF    ?= $(CLOCKS)/bin/aiperf

IN_TWO  := --numprocesses 2 --dist loadfile

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

bench: $(VENV)/run.stamp ## The main job: CORPUS= QUESTIONS= PLANT= MODELS= LENGTHS= DEPTHS= NAME= ARGS=
	@$(BIN)/docqa bench $(if $(CORPUS),--corpus "$(CORPUS)") \
	  $(if $(QUESTIONS),--questions "$(QUESTIONS)") \
	  $(if $(PLANT),--plant "$(PLANT)") \
	  $(foreach model,$(MODELS),--model "$(model)") \
	  $(if $(LENGTHS),--lengths "$(LENGTHS)") $(if $(DEPTHS),--depths "$(DEPTHS)") \
	  $(if $(NAME),--name "$(NAME)") $(ARGS)

test: $(VENV)/dev.stamp ## The tests, but for those that need an extra
	$(BIN)/python -m pytest -q --ignore=tests/extras $(IN_TWO)

check: test rest ## Everything CI asks

rest: lint types arch extras wheel ## Everything CI asks but for the tests of `make test`

lint: $(VENV)/dev.stamp ## Formatting and lint, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

fix: $(VENV)/dev.stamp ## Repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev.stamp ## mypy and pyright's rules, both strict
	$(BIN)/mypy
	$(BIN)/basedpyright

arch: $(VENV)/dev.stamp ## The dependency rules of pyproject.toml
	$(BIN)/lint-imports

extras: $(VENV)/extras.stamp ## The tests of the extras
	$(BIN)/python -m pytest -q tests/extras

# Not asked by CI: being measured makes a test 1.7 times as long, and fails none.
coverage: $(VENV)/extras.stamp ## All tests once more, and the lines that none reaches
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q $(IN_TWO)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

wheel: $(VENV)/dev.stamp ## The wheel installs and starts without a dev dependency
	tests/wheel.sh "$(PYTHON)" "$(BIN)"

benchmarks: $(VENV)/dev.stamp $(PEERS)/stamp ## Ingest beside its peers, contexts, scores, questions, report: FOLDER= EVIDENCE=question file LABELLED=
	$(BIN)/python -m benchmarks.ingest_speed $(ARGS) $(if $(FOLDER),"$(FOLDER)")
	$(BIN)/python -m benchmarks.ingest_memory
	$(BIN)/python -m benchmarks.contexts
	$(BIN)/python -m benchmarks.scoring
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.report_speed
	$(if $(LABELLED),$(BIN)/python -m benchmarks.agreement "$(LABELLED)")
	$(if $(EVIDENCE),$(BIN)/python -m benchmarks.evidence "$(EVIDENCE)" "$(FOLDER)")
	$(if $(EVIDENCE),$(BIN)/python -m benchmarks.achieved "$(EVIDENCE)" "$(FOLDER)")

third-party: $(VENV)/dev.stamp $(SERVERS)/stamp ## The bench against servers that others wrote
	$(BIN)/python -m benchmarks.third_party --environment $(SERVERS) $(ARGS)

clock: $(VENV)/dev.stamp $(if $(findstring $(CLOCKS),$(GUIDELLM)$(AIPERF)),$(CLOCKS)/stamp) ## Clock errors beside guidellm and aiperf: GUIDELLM= AIPERF= ARGS=
	$(BIN)/python -m benchmarks.clock --guidellm "$(GUIDELLM)" --aiperf "$(AIPERF)" $(ARGS)
	$(BIN)/python -m benchmarks.clock --streams 2000 --gap-ms 500 --only docqa --rounds 1
	$(BIN)/python -m benchmarks.long_prompt

coverage-sim: $(VENV)/dev.stamp ## What each interval of a report really covers (4 minutes); ARGS=--write puts it into docs/method.md
	@echo "about 4 minutes on two cores; ARGS='--runs 200' is a glance" >&2
	$(BIN)/python -m benchmarks.coverage $(ARGS)

lock: ## Pin every dependency anew (needs uv; writes no index address)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --group setup pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --group setup --group dev pyproject.toml \
	  -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --group setup --group dev --all-extras \
	  pyproject.toml -c requirements-dev.lock -o requirements-extras.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header benchmarks/requirements.in \
	  -o benchmarks/requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header benchmarks/third-party.in \
	  -o benchmarks/third-party.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header benchmarks/clock.in -o benchmarks/clock.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "docqa needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# A stamp says which lock is installed, so the second `make bench` needs no network.
$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing what requirements.lock pins; once, about a minute" >&2
	$(PIP) install -q --require-hashes -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "installing what requirements-dev.lock pins; once, some minutes" >&2
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

$(VENV)/extras.stamp: requirements-extras.lock $(VENV)/dev.stamp
	$(PIP) install -q --require-hashes -r requirements-extras.lock
	@touch $@

# The peers have an environment of their own: what they want contradicts our lock.
$(PEERS)/stamp: benchmarks/requirements.lock | $(BIN)/python
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input install -q \
	  --require-hashes -r benchmarks/requirements.lock
	@touch $@

$(CLOCKS)/stamp: benchmarks/clock.lock | $(BIN)/python
	$(PYTHON) -m venv $(CLOCKS)
	$(CLOCKS)/bin/python -m pip --disable-pip-version-check --no-input install -q \
	  --require-hashes -r benchmarks/clock.lock
	@touch $@

$(SERVERS)/stamp: benchmarks/third-party.lock | $(BIN)/python
	$(PYTHON) -m venv $(SERVERS)
	$(SERVERS)/bin/python -m pip --disable-pip-version-check --no-input install -q \
	  --require-hashes -r benchmarks/third-party.lock
	@touch $@

.PHONY: help bench test check rest lint fix types arch extras coverage wheel benchmarks third-party clock coverage-sim lock
