#!/usr/bin/env bash
# Draws a picture of every page, on a desk and on a telephone, and writes docs/pages.md, the map of
# them. Needs Chromium; opens nothing but 127.0.0.1.
#   docs/pages.sh
set -euo pipefail
cd "$(dirname "$0")/.."
home=$PWD
. .mvn/launch.sh

find_java javac
find_maven
run_maven -q -ntp -pl vault-server -am test \
    -Dtest='PagesMapTest' -Dsurefire.failIfNoSpecifiedTests=false -Dcustos.pages=write
du -sh docs/pages
