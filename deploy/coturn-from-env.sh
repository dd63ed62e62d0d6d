#!/bin/sh
# For compose.yaml: coturn.conf with what is this site's own, then coturn. $1 and more go to turnserver.
set -eu

folder=${TURN_CONF_FOLDER:-/etc/coturn}
certificates=${TURN_CERTIFICATES:-/certificates}
made=$(mktemp)

case "$TURN_SECRET" in
'' | *[!0-9A-Za-z]*)
  echo "TURN_SECRET must be letters and digits: openssl rand -hex 32" >&2
  exit 1
  ;;
esac

sed -e "s|^realm=.*|realm=$SITE_HOST|" \
  -e "s|^static-auth-secret=.*|static-auth-secret=$TURN_SECRET|" \
  -e '/^cert=/d' -e '/^pkey=/d' -e '/^syslog$/d' \
  -e 's|^tls-listening-port=.*|tls-listening-port=5349|' \
  -e 's|^max-port=.*|max-port=49359|' \
  "$folder/coturn.conf" >"$made"
echo "log-file=stdout" >>"$made"

# Behind Docker's NAT: the address that others see / the container's own.
echo "external-ip=$TURN_EXTERNAL_IP/$(hostname -i | cut -d ' ' -f 1)" >>"$made"

# Caddy's, of whichever authority it asked.
certificate=$(find "$certificates" -name "$SITE_HOST.crt" 2>/dev/null | head -n 1)
if [ -n "$certificate" ]; then
  printf 'cert=%s\npkey=%s\n' "$certificate" "${certificate%.crt}.key" >>"$made"
else
  echo "Caddy has no certificate for $SITE_HOST yet: no TURN over TLS until this container is restarted." >&2
  printf 'no-tls\nno-dtls\n' >>"$made"
fi

exec turnserver -c "$made" "$@"
