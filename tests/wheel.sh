#!/usr/bin/env bash
# The built wheel, not the checkout: it installs with the run-time lock alone and starts.
# usage: tests/wheel.sh PYTHON BIN   (BIN: the folder of the development environment)
set -euo pipefail
python=$1 bin=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bin/python" -m build -q --wheel --no-isolation --outdir "$folder" .
"$python" -m venv "$folder/venv"
pip="$folder/venv/bin/python -m pip --disable-pip-version-check --no-input -q"
$pip install --require-hashes -r requirements.lock
$pip install --no-deps "$folder"/*.whl
cd "$folder"
"$folder/venv/bin/docqa" --version
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.resources import files
for name in ("page.css", "words.js", "page.js"):
    assert (files("pipeline.report.html") / name).read_bytes(), name
PYTHON
if "$folder/venv/bin/python" -c 'import pytest' 2>/dev/null; then
  echo "the run-time lock pulls in a development dependency" >&2
  exit 1
fi
