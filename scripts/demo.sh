#!/bin/sh
# The main job, on the sample article: an English news text with a stray Vietnamese caption goes in,
# a PO file for Brazilian Portuguese comes out. Works in demo/, which git ignores.
# usage: scripts/demo.sh path/to/locpipe
set -eu
cd "$(dirname "$0")/.."
locpipe=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")

mkdir -p demo/articles demo/glossaries
cp docs/samples/hanoi-chip-lab.txt demo/articles/
cp glossaries/technology-news.csv demo/glossaries/
cd demo
[ -f locpipe.toml ] || "$locpipe" -q init >/dev/null

run() { printf '\n$ locpipe %s\n' "$*"; "$locpipe" "$@"; }

run detect articles/hanoi-chip-lab.txt
run translate articles/hanoi-chip-lab.txt --to pt_BR
run build --use-fuzzy

cat <<'EOF'

Written in demo/:
  locales/pt_BR/LC_MESSAGES/articles/hanoi-chip-lab.po   the PO file to review
  dist/pt_BR/articles/hanoi-chip-lab.txt                 the article built from it, unreviewed text included

What to do next:
  1. Open the PO file in Poedit; entries marked "Needs Work" are machine translations.
  2. Correct what needs it, and clear "Needs Work" on what is good.
  3. Run the two commands again from demo/: reviewed text is never touched, and
     `locpipe build` without --use-fuzzy takes only what you have reviewed.
EOF
