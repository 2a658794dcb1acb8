#!/usr/bin/env bash
# One customer's life, told from outside: a new vault and a server in a folder of their own, then
# each step over HTTP with its answer checked. Prints a line a step; the first that fails ends it.
#   docs/walk.sh [folder with a ./custos to run]
# Needs bash and curl. Leaves nothing behind and talks to 127.0.0.1 alone.
set -uo pipefail

home=$(cd "${1:-$(dirname "$0")/..}" && pwd -P) || exit 2
custos=$home/custos
[ -x "$custos" ] || custos=$home/bin/custos
command -v curl >/dev/null || { echo "walk: curl is missing" >&2; exit 2; }

folder=$(mktemp -d)
server=
base=
token=
step=0

stop_server() {
    [ -n "$server" ] || return 0
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    server=
}

leave() {
    stop_server
    rm -rf "$folder"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    printf 'walk: FAILED: %s\n' "$*" >&2
    exit 1
}

did() {
    step=$((step + 1))
    printf 'walk: %2d  %s\n' "$step" "$*"
}

# The command line on the walk's vault.
export CUSTOS_DATA=$folder/shop CUSTOS_PASSPHRASE_FILE=$folder/passphrase
unset CUSTOS_KEYS CUSTOS_KEY_FILE CUSTOS_CONFIG
vault() { "$custos" "$@"; }

# call METHOD PATH STATUS [curl's options]: the body is in $folder/body, the headers in $folder/head.
call() {
    local method=$1 path=$2 want=$3 got
    shift 3
    got=$(curl -sS --max-time 60 -X "$method" -o "$folder/body" -D "$folder/head" \
        -w '%{http_code}' -H "Authorization: Bearer $token" "$@" "$base$path") ||
        fail "$method $path: no answer"
    [ "$got" = "$want" ] ||
        fail "$method $path: $got instead of $want: $(head -c 500 "$folder/body")"
}

# call with a JSON body: send METHOD PATH STATUS BODY [curl's options]
send() {
    local method=$1 path=$2 want=$3 body=$4
    shift 4
    call "$method" "$path" "$want" -H 'Content-Type: application/json' -d "$body" "$@"
}

# The answer, all white space between JSON's tokens taken away.
body() { tr -d '\n\r' <"$folder/body" | sed 's/": /":/g; s/, "/,"/g'; }

says() { body | grep -qF -- "$1" || fail "the answer lacks $1: $(head -c 500 "$folder/body")"; }

hides() { ! body | grep -qiF -- "$1" || fail "the answer gives away $1"; }

# The first text or number of a member.
text() { body | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
number() { body | sed -n "s/^[^[]*\"$1\":\([0-9][0-9]*\).*/\1/p"; }

header() {
    tr -d '\r' <"$folder/head" |
        awk -v name="$1" -F ': ' 'tolower($1) == tolower(name) { print substr($0, length($1) + 3) }'
}

printf 'a passphrase for an hour\n' >"$folder/passphrase"
vault init --host walk.example.org >"$folder/sheet" 2>"$folder/told" || fail "init: $(cat "$folder/told")"
[ "$(tr -d '\n' <"$folder/sheet" | wc -c)" -eq 71 ] || fail "init printed no recovery sheet"
did "init makes a vault and prints its recovery sheet"

token=$(vault token create --name walk --scope all) || fail "no token"
auditor=$(vault token create --name auditor --scope ledger:read) || fail "no second token"
did "two tokens: one for everything, one for the ledger alone"

: >"$folder/ready"
# Not through the function: its process would be a shell's, and the server's would outlive it.
"$custos" serve --port 0 --publish-every 1 >"$folder/ready" 2>"$folder/log" &
server=$!
for ((i = 0; i < 300; i++)); do
    base=$(sed -n 's/^ready //p' "$folder/ready")
    [ -z "$base" ] || break
    kill -0 "$server" 2>/dev/null || fail "serve ended: $(tail -n 3 "$folder/log")"
    sleep 0.2
done
[ -n "$base" ] || fail "serve is not ready after a minute"
did "serve is ready at $base"

vault token list >/dev/null 2>"$folder/told"
[ $? -eq 3 ] || fail "a second process got into the vault"
[ "$(wc -l <"$folder/told")" -eq 1 ] || fail "more than one line: $(cat "$folder/told")"
did "a second process is kept out with exit code 3 and one line"

customers=/api/v1/customers
token_kept=$token
token=custos_nobody
call GET /api/v1/export 401
token=$token_kept
did "a wrong token is refused"

send POST "$customers" 201 '{"source":"online-order",
    "fields":{"full_name":"Hana Dvořáková","email":"hana@example.org","phone":"+420 601 000 123",
        "address":{"line1":"Lipová 7","city":"Brno","postcode":"602 00","country":"CZ"}},
    "consents":[]}'
id=$(text id)
[ ${#id} -eq 26 ] || fail "no id"
tag=$(header ETag)
[ -n "$tag" ] || fail "no ETag"
did "a customer is registered"

call GET "$customers/$id" 200
says '"full_name":"Hana Dvořáková"'
hides hana@example.org
did "without a purpose her address is masked"

call GET "$customers/$id?purpose=service" 200
says '"email":"hana@example.org"'
did "for service it is opened, and that goes into the ledger"

send POST "$customers/search" 200 '{"email":"Hana@Example.org"}'
says "\"id\":\"$id\""
did "she is found by her e-mail address, however it is written"

send PATCH "$customers/$id" 200 '{"fields":{"phone":"+420 601 000 456"}}' -H "If-Match: $tag"
newer=$(header ETag)
send PATCH "$customers/$id" 412 '{"fields":{"phone":"+420 601 000 789"}}' -H "If-Match: $tag"
[ "$newer" != "$tag" ] || fail "the version did not change"
did "her telephone number is corrected; a change of what was seen before is refused"

call GET "/api/v1/may-contact?customer=$id&purpose=newsletter&channel=email" 200
says '"allowed":false'
send PUT "$customers/$id/consents/newsletter/email" 200 \
    '{"state":"given","method":"web-form","language":"cs","notice":"current","source":"online-order"}'
says '"state":"given"'
consent=$(number leaf)
[ -n "$consent" ] || consent=$(body | sed -n 's/.*"leaf":\([0-9]*\).*/\1/p')
call GET "/api/v1/may-contact?customer=$id&purpose=newsletter&channel=email" 200
says '"allowed":true'
did "she agrees to the newsletter, and may be written to from then on"

call GET /api/v1/lists/newsletter/email 200 -H 'Accept: application/x-ndjson'
says "$id"
says hana@example.org
did "she is on the mailing list"

send POST "$customers/$id/purchases" 201 \
    '{"fields":{"bought_on":"2026-01-31","total":"1290.00","currency":"CZK","order_number":"O-1"}}'
call GET "$customers/$id/purchases" 200
says '"order_number":"O-1"'
did "a purchase is recorded and read back"

call GET "$customers/$id/export?reason=access-request" 200 -H 'Accept: application/json'
says hana@example.org
says O-1
did "her data is exported"

curl -sS --max-time 60 "$base/ledger/checkpoint" >"$folder/checkpoint" || fail "no checkpoint"
head -n 1 "$folder/checkpoint" | grep -q '^walk.example.org/custos/' || fail "no checkpoint of ours"
curl -sS --max-time 60 "$base/ledger/key" >"$folder/key" || fail "no key"
grep -q '^walk.example.org/custos/' "$folder/key" || fail "no key of ours"
token=$auditor
for ((i = 0; i < 50; i++)); do
    call GET "/api/v1/ledger/entries?from=$consent&limit=1" 200
    body | grep -q '"index":' && break
    sleep 0.2
done
call GET "/api/v1/ledger/entries/$consent" 200 -H 'Accept: application/json'
says '"consent-given"'
says '"inclusion":'
hides hana
call GET "/api/v1/ledger/entries/$consent" 200 -H 'Accept: text/plain'
says 'c2sp.org/tlog-proof@v1'
call GET "$customers/$id" 403
token=$token_kept
did "the consent's entry is proven to the auditor, who sees no customer"

if command -v go >/dev/null && [ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]; then
    GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$folder/go go run "$home/docs/verify/ledger.go" \
        -token "$auditor" "$base/ledger" "$(cat "$folder/key")" >"$folder/told" 2>&1 ||
        fail "Go's own tools: $(cat "$folder/told")"
    grep -q '^ok ' "$folder/told" || fail "Go's own tools: $(cat "$folder/told")"
    did "Go's own tools verify the whole ledger"
fi

send DELETE "$customers/$id" 200 '{"reason":"erasure-request","suppress":true}'
says '"erased":["'
did "she is erased, and never to be written to again"

call GET "$customers/$id" 410
call GET "$customers/$id/export" 410
call GET "$customers/aaaaaaaaaaaaaaaaaaaaaaaaaa" 404
send POST "$customers/search" 200 '{"email":"hana@example.org"}'
hides "$id"
call GET /api/v1/lists/newsletter/email 200 -H 'Accept: application/x-ndjson'
hides hana
did "she is gone: 410 for her, 404 for who never was, nothing found, nothing listed"

stop_server
! grep -qi 'hana\|601 000' "$folder/log" "$folder/ready" || fail "the log names her"
did "the server ends, and its log never named her"

vault verify >"$folder/told" 2>&1 || fail "verify: $(cat "$folder/told")"
! grep -q '^damage' "$folder/told" || fail "verify: $(cat "$folder/told")"
did "verify opens everything: $(tail -n 1 "$folder/told")"
printf 'walk: done\n'
