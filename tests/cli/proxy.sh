#!/bin/sh
# The configuration of nginx in packaging/, with TLS before a server: only names, ports and the
# certificate are exchanged.
. "$(dirname "$0")/kit.sh"

conf="$(dirname "$0")/../../packaging/nginx/moshtari.conf"
plain=$((23000 + $$ % 3000)) tls=$((26000 + $$ % 3000))
chmod 755 "$place"
mkdir "$place/temp"

printf 'a password of length' | "$moshtari" org create --password-stdin >/dev/null
"$moshtari" serve --port 0 --proxy 127.0.0.1 >"$place/told" 2>&1 &
server=$!
trap 'kill $server $nginx 2>/dev/null; wait; rm -rf "$place"' EXIT
while ! grep -q http "$place/told"; do kill -0 $server || exit 1; sleep 0.1; done
port=$(sed 's/.*127.0.0.1:\([0-9]*\).*/\1/' "$place/told")

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -keyout "$place/privkey.pem" -out "$place/fullchain.pem" 2>/dev/null
cat >"$place/nginx.conf" <<CONF
daemon off; pid $place/nginx.pid; error_log $place/nginx.log;
events {}
http {
    access_log off;
    client_body_temp_path $place/temp; proxy_temp_path $place/temp; fastcgi_temp_path $place/temp;
    uwsgi_temp_path $place/temp; scgi_temp_path $place/temp;
    include $place/moshtari.conf;
}
CONF
sed -e "s/:8080;/:$port;/" -e "s/crm.example.org/localhost/" -e "s,/etc/ssl/moshtari,$place," \
    -e "s/listen 80;/listen 127.0.0.1:$plain;/" -e "s/listen 443 /listen 127.0.0.1:$tls /" \
    -e '/listen \[::\]/d' "$conf" >"$place/moshtari.conf"
/usr/sbin/nginx -c "$place/nginx.conf" -e "$place/nginx.log" 2>>"$place/nginx.log" &
nginx=$!
for _ in $(seq 50); do [ -s "$place/nginx.pid" ] && break; sleep 0.1; done

site="https://localhost:$tls" jar="$place/jar"
get() { curl -sk --max-time 10 -b "$jar" -c "$jar" "$@"; }
is 'without TLS one is led to it' 308 "$(get -o /dev/null -w '%{http_code}' "http://localhost:$plain/party")"
head=$(get -D - -o /dev/null "$site/login")
has 'the page comes through' ' 200' "$head"
has 'and is kept to TLS' 'strict-transport-security' "$head"
head=$(get -D - -o "$place/page" -H 'Sec-Fetch-Site: same-origin' -d 'login=admin' \
    --data-urlencode 'password=a password of length' "$site/login")
has 'one can log in' ' 303' "$head"
has 'the cookie goes over TLS alone' 'Secure' "$head"
is 'and is let in' 200 "$(get -o /dev/null -w '%{http_code}' "$site/party")"
has 'what happens is told at once' 'text/event-stream' "$(get -D - --max-time 2 "$site/events" | head -20)"
is 'what is too long is refused' 413 \
    "$(head -c 3000000 /dev/zero | get -o /dev/null -w '%{http_code}' --data-binary @- "$site/party")"
kill $server
wait $server
is 'a server that is away' 502 "$(get -o /dev/null -w '%{http_code}' "$site/party")"
plan
