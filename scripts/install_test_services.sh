#!/usr/bin/env bash
# What the tests run against, from Debian's packages: real browsers, a real PostgreSQL, Redis and TURN server.
# Elsewhere, or without the rights, it says what is missing; the suites that need it then skip and say so.
set -euo pipefail

declare -A NEEDED_BY=(
  [chromium]="browser suites"
  [fonts-noto-core]="screenshots with names in any script"
  [firefox-esr]="calls between Chromium and Firefox"
  [postgresql]="every database test on PostgreSQL"
  [redis-server]="several nodes on one bus"
  [coturn]="calls through a relay"
  [iproute2]="the network lab"
  [nftables]="the network lab"
  [ethtool]="the network lab"
  [libnss3-tools]="the network lab"
  [nginx]="docs/install.md followed, behind nginx"
  [haproxy]="several nodes behind HAProxy"
  [caddy]="docs/install.md followed, behind Caddy"
  [curl]="docs/install.md followed"
)

installed() { dpkg-query --show --showformat='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'; }

is_debian() { command -v apt-get dpkg-query >/dev/null && grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release; }

here() {
  case "$1" in
    chromium) command -v chromium chromium-browser google-chrome >/dev/null ;;
    firefox-esr) command -v firefox-esr firefox >/dev/null ;;
    postgresql) command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    redis-server) command -v redis-server >/dev/null ;;
    coturn) command -v turnserver >/dev/null ;;
    haproxy) command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] ;;
    nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
    iproute2) command -v ip >/dev/null || [ -x /usr/sbin/ip ] ;;
    nftables) command -v nft >/dev/null || [ -x /usr/sbin/nft ] ;;
    ethtool) command -v ethtool >/dev/null || [ -x /usr/sbin/ethtool ] ;;
    libnss3-tools) command -v certutil >/dev/null ;;
    caddy | curl) command -v "$1" >/dev/null ;;
    fonts-noto-core) compgen -G '/usr/share/fonts/*/noto/*' >/dev/null || { command -v fc-list >/dev/null && fc-list | grep -qi noto; } ;;
  esac
}

# Packages start their service when they are installed: not here, where it would hold a port for nothing.
POLICY=/usr/sbin/policy-rc.d
keep_services_off() {
  [ -e "$POLICY" ] && return
  printf '#!/bin/sh\nexit 101\n' >"$POLICY"
  chmod 755 "$POLICY"
  trap 'rm -f "$POLICY"' EXIT
}

if is_debian; then
  missing=()
  for package in "${!NEEDED_BY[@]}"; do installed "$package" || missing+=("$package"); done
  if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ]; then
    echo "Installing for the tests: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    keep_services_off
    apt-get update -qq || echo "apt-get update failed; trying with the package lists that are here."
    for package in "${missing[@]}"; do
      apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "Could not install $package."
    done
  fi
fi

lacking=0
for package in "${!NEEDED_BY[@]}"; do
  here "$package" && continue
  echo "Not here: $package. Skipped without it: ${NEEDED_BY[$package]}."
  lacking=1
done
if [ $lacking -eq 1 ] && [ -n "${VIVAVOCE_REQUIRE_ALL:-}" ]; then
  echo "VIVAVOCE_REQUIRE_ALL is set: nothing may be skipped."
  exit 1
fi
