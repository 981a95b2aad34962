#!/usr/bin/env bash
# Installs the programs that the tests marked `system` use: Debian or Ubuntu, as root. See README, "Tests".
set -euo pipefail

apt-get update -qq
apt-get install -y -qq --no-install-recommends tmux util-linux >/dev/null
