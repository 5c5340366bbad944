#!/usr/bin/env bash
# Installs what the benchmarks compare Clove with: Debian's languages (as root) and npm's packages.
set -euo pipefail
cd "$(dirname "$0")"
apt-get update -q
apt-get install -y -q --no-install-recommends luajit lua5.4 sbcl guile-3.0 chezscheme racket clojure
npm ci --no-audit --no-fund
