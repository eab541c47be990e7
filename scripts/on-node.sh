#!/usr/bin/env bash
# Runs a command on another version of Node, which npm fetches once and keeps: scripts/on-node.sh 24 npm run check
set -euo pipefail
version=${1:?expected a version of Node, such as 24}
shift
exec npx --yes --prefer-offline --package="node@$version" -- "$@"
