#!/bin/sh
# The main job on the bundled reports: build, validate, ask, explain, export. `make demo` runs it.
set -eu
BIN=${BIN:-.venv/bin} DEMO=${DEMO:-build/demo}
kg() {
  printf '\n$ kg %s\n' "$*"
  "$BIN/kg" "$@"
}
mkdir -p "$DEMO"
kg build --store "$DEMO/store" -o "$DEMO/graph.nq"
kg validate --store "$DEMO/store"
kg query coalition-members --store "$DEMO/store" --param coalition='Army of Conquest' --columns memberLabel,factuality,document,paragraph,quote
kg query group-changes --store "$DEMO/store" --param group='Ibn Taymiyya' --columns otherLabel,factuality,speakerLabel,document,paragraph
kg query content-without-paragraph --store "$DEMO/store" --fail-if-any
kg explain --store "$DEMO/store" 'Jund al-Aqsa'
for suffix in ttl jsonld; do
  kg export --store "$DEMO/store" -o "$DEMO/graph.$suffix"
done
printf '\nThe graph lies in %s. Ask it: %s/kg query accepted --store %s/store\n' "$DEMO" "$BIN" "$DEMO"
