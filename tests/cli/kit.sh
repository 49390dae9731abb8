# kit.sh - what tests of commands share; to be sourced. Results are TAP.
# usage of a test: NAME.sh PATH_OF_MOSHTARI

moshtari=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export LANG=C LC_ALL=C MOSHTARI_DATA="$place/house"
number=0

# is WHAT EXPECTED GOT
is() {
    number=$((number + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '# expected: %s\n# got: %s\n' "$2" "$3"
    fi
}

# has WHAT PART TEXT
has() {
    case $3 in
    *"$2"*) is "$1" "$2" "$2" ;;
    *) is "$1" "…$2…" "$3" ;;
    esac
}

# lacks WHAT PART TEXT
lacks() {
    case $3 in
    *"$2"*) is "$1" "nothing of $2" "$3" ;;
    *) is "$1" '' '' ;;
    esac
}

# run ARGUMENT…: leaves standard output in $out, standard error in $err, the status in $status.
run() {
    out=$("$moshtari" "$@" 2>"$place/err") && status=0 || status=$?
    err=$(cat "$place/err")
}

plan() {
    echo "1..$number"
}
