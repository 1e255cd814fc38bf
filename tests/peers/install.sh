#!/bin/sh
# Other people's programs that the slow tests and the benchmarks hold ours against, into the folder $1: what npm, mvn and a venv of their own can
# bring. Where one of these is missing, the tests that want it say so and are skipped.
set -eu
folder=$1
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$folder"
folder=$(CDPATH= cd -- "$folder" && pwd)
if command -v npm >/dev/null 2>&1; then
  npm install --silent --no-audit --no-fund --prefix "$folder" \
    @microsoft/sarif-multitool-linux@5.7.0 jsonld@9.0.0 n3@2.13.12 rdf-canonize@5.0.0 ro-crate@3.7.2
fi
if command -v mvn >/dev/null 2>&1; then
  for jar in jena-fuseki-server jena-cmds; do
    mvn --quiet --batch-mode dependency:copy -Dartifact=org.apache.jena:$jar:5.2.0 -DoutputDirectory="$folder"
  done
  mvn --quiet --batch-mode -f "$here/nanopub.xml" dependency:copy-dependencies -DoutputDirectory="$folder/nanopub"
  # Only the benchmarks want these two; Jena 6 wants Java 21 or newer.
  for engine in jena topbraid; do
    mvn --quiet --batch-mode -f "$here/../../benchmarks/validation/peers/$engine.xml" dependency:copy-dependencies \
      -DoutputDirectory="$folder/$engine"
  done
fi
# Comunica's own undici wants a newer Node than Debian and CI have.
if command -v npm >/dev/null 2>&1; then
  mkdir -p "$folder/comunica"
  printf '{"dependencies":{"@comunica/query-sparql":"5.4.1"},"overrides":{"undici":"7.10.0"}}\n' >"$folder/comunica/package.json"
  npm install --silent --no-audit --no-fund --prefix "$folder/comunica"
fi
# The validator wants another rich than ours.
"${PYTHON:-python3}" -m venv --clear "$folder/rocrate"
"$folder/rocrate/bin/python" -m pip install --quiet --disable-pip-version-check roc-validator==0.13.0 rocrate==0.16.0 ||
  rm -rf "$folder/rocrate"
# Only the benchmarks want these two.
for package in 'rdflib-endpoint[cli]==0.6.3' pyrudof==0.3.35; do
  own=$folder/${package%%[[=]*}
  "${PYTHON:-python3}" -m venv --clear "$own"
  "$own/bin/python" -m pip install --quiet --disable-pip-version-check "$package" || rm -rf "$own"
done
touch "$folder/.installed"
