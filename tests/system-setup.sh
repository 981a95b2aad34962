#!/usr/bin/env bash
# Installs the programs that the tests marked `system` use: Debian or Ubuntu, as root. See README, "Tests".
set -euo pipefail

apt-get update -qq
apt-get install -y -qq --no-install-recommends git tmux util-linux default-jre-headless maven >/dev/null
command -v npm >/dev/null || apt-get install -y -qq --no-install-recommends npm >/dev/null
