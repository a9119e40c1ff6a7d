#!/usr/bin/env bash
# Runs the tests of files with the packages that package-lock.json pins, in a folder beside the build.
#
#   tests/files/run.sh BANKSEED FOLDER
set -euo pipefail

program=$(realpath "$1")
folder=$2
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

mkdir -p "$folder"
cp "$source"/*.js "$source"/package.json "$source"/package-lock.json "$source"/.npmrc "$folder"
cd "$folder"
# What is installed stays as long as the lock does.
if ! cmp --silent package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.installed
fi
BANKSEED_PROGRAM=$program exec node --test
