# Everything one does with the checkout. `make` alone says what there is.
PYTHON ?= python3
BIN := .venv/bin

help:  ## what there is
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: ; @$(PYTHON) setup/environment.py run
ready: ; @$(PYTHON) setup/environment.py dev

run: setup  ## start the room on http://localhost:8000 (PORT, DATA_DIR, HOST are obeyed)
	@exec $(BIN)/shouwang run

test: ready  ## every test: SQLite, PostgreSQL, browser
	@exec $(BIN)/python setup/tests.py $(ARGS)

check: ready  ## every check that needs no run; writes nothing
	@exec $(BIN)/python setup/checks.py

fix: ready  ## format and mend what a machine can
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench:  ## figures of every promise, or ONLY=name
	@$(PYTHON) setup/environment.py bench
	@exec $(BIN)/python setup/bench.py $(ONLY)

messages: ready  ## the texts that lack their Chinese, ready to paste into locale/parts/<area>.po
	@exec $(BIN)/python setup/words.py missing

docs: ready  ## write the generated pages of docs/reference
	@exec $(BIN)/python setup/reference.py

pictures: ready  ## take the guides' pictures from the demo village, or ONLY=name
	@exec $(BIN)/python setup/pictures.py $(ONLY)

lock:  ## look up newer packages and pin them by hash
	@$(PYTHON) setup/lock.py

.PHONY: help setup ready run test check fix bench messages docs pictures lock
