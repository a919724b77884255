#!/usr/bin/env bash
# Compares whole-process CPU time of `oxbow run` with other interpreters on the same programs.
#
#   benches/compare.sh [-n RUNS] [PROGRAM...]     all programs of benches/scripts by default, five runs each
#
# For each program the interpreters take turns, so that a busy machine slows all of them alike; the median counts. Their outputs must be the same
# (blanks aside). Interpreters that are not installed are named and left out. OXBOW says which binary to measure.
#
# Then: start-up (an empty program), the peak of resident memory, how much of Oxbow's time the collector takes and of CPython's its own, and
# Oxbow's CPU time divided by what it takes if nothing is collected before the end.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

runs=5
if [ "${1:-}" = "-n" ]; then runs=$2; shift 2; fi
oxbow=${OXBOW:-${CARGO_TARGET_DIR:-target}/release/oxbow}
[ -x "$oxbow" ] || { echo "no $oxbow: cargo build --release -p oxbow-cli" >&2; exit 1; }

names=(oxbow)
declare -A command folder ending
command[oxbow]="$oxbow run" folder[oxbow]=scripts ending[oxbow]=ox
add() { # name, folder and ending, program, further words of the command
  local name=$1 where=$2 end=$3 program=$4; shift 4
  if path=$(type -P "$program"); then
    names+=("$name"); command[$name]="$path $*" folder[$name]=peers/$where ending[$name]=$end
  else
    echo "not installed, left out: $program"
  fi
}
add lua lua lua lua5.4
add php php php php -n -d memory_limit=-1 -d opcache.enable_cli=0
add qjs js js qjs
# The interpreter itself, not a launcher in front of it.
add python python py "$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || echo python3)" -I

out=$(mktemp) && trap 'rm -f "$out" "$out".*' EXIT
# One run: CPU seconds (user and system) on stdout, the program's output in $out.
measure() {
  local TIMEFORMAT='%3U %3S'
  { time $1 > "$out" 2> "$out.err"; } 2>&1 | awk '{ printf "%.3f\n", $1 + $2 }'
}
# Peak memory of one run in MB.
peak() {
  /usr/bin/time -o "$out.time" -f '%M' $1 > /dev/null && awk '{ printf "%.1f\n", $1 / 1024 }' "$out.time"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

programs=("$@")
[ ${#programs[@]} -gt 0 ] || programs=($(cd benches/scripts && ls -- *.ox | sed 's/\.ox$//'))

{
  printf '%-14s' program
  for name in "${names[@]}"; do printf ' %8s' "$name"; done
  for name in "${names[@]:1}"; do printf ' %10s' "/ $name"; done
  printf '\n'
} | tee "$out.table"
for program in "${programs[@]}"; do
  for name in "${names[@]}"; do : > "$out.$name"; done
  for ((run = 0; run < runs; run++)); do
    for name in "${names[@]}"; do
      file=benches/${folder[$name]}/$program.${ending[$name]}
      [ -f "$file" ] || continue
      measure "${command[$name]} $file" >> "$out.$name"
      tr -s ' \t\n' ' ' < "$out" > "$out.said"
      if [ "$name" = oxbow ]; then
        cp "$out.said" "$out.want"
      elif ! cmp -s "$out.said" "$out.want"; then
        echo "$program: $name says $(cat "$out.said"), oxbow says $(cat "$out.want")" >&2; exit 1
      fi
    done
  done
  {
    printf '%-14s' "$program"
    ours=$(median < "$out.oxbow")
    for name in "${names[@]}"; do
      [ -s "$out.$name" ] && printf ' %8.3f' "$(median < "$out.$name")" || printf ' %8s' -
    done
    for name in "${names[@]:1}"; do
      [ -s "$out.$name" ] && awk -v a="$ours" -v b="$(median < "$out.$name")" 'BEGIN { printf " %10.2f", a / b }' || printf ' %10s' -
    done
    printf '\n'
  } | tee -a "$out.table"
done
awk -v names="${#names[@]}" '
  NR > 1 { for (i = names + 2; i <= NF; i++) if ($i > 0) { sum[i] += log($i); count[i]++ } }
  END { printf "%-14s", "geometric mean"; for (i = 1; i <= names; i++) printf " %8s", "";
        for (i = names + 2; i <= 2 * names; i++) printf " %10.2f", exp(sum[i] / count[i]); printf "\n" }' "$out.table"

# Start-up: CPU milliseconds of an empty program, the mean of many.
for name in "${names[@]}"; do : > "$out.empty.${ending[$name]}"; done
echo 'main { }' > "$out.empty.ox"
start_up() { for ((i = 0; i < 50; i++)); do $1 > /dev/null; done; }
printf '\n%-14s' 'start-up ms'
for name in "${names[@]}"; do
  printf ' %8s' "$(TIMEFORMAT='%3U %3S'; { time start_up "${command[$name]} $out.empty.${ending[$name]}"; } 2>&1 | awk '{ printf "%.2f", ($1 + $2) * 20 }')"
done
printf '\n'

[ -x /usr/bin/time ] || echo "not installed, no memory: /usr/bin/time"
# The collector's share in one run, in percent.
share() {
  ${command[oxbow]/ run/ run --gc-stats} "$1" 2>&1 > /dev/null |
    awk '$1 == "milliseconds" { all = $2 } $1 == "collecting" { printf "%.1f\n", 100 * $2 / all }'
}
python=${command[python]:-}
share_python() { [ -n "$python" ] && [ -f "$1" ] && $python benches/collecting.py "$1" 2>&1 > /dev/null || true; }
uncollected="${command[oxbow]} --gc-threshold=4294967295"
printf '\n%-14s' "peak MB"
for name in "${names[@]}"; do printf ' %8s' "$name"; done
printf ' %12s %8s %10s\n' "collecting %" "python %" "/ without"
for program in "${programs[@]}"; do
  printf '%-14s' "$program"
  for name in "${names[@]}"; do
    file=benches/${folder[$name]}/$program.${ending[$name]}
    [ -x /usr/bin/time ] && [ -f "$file" ] && printf ' %8s' "$(peak "${command[$name]} $file")" || printf ' %8s' -
  done
  : > "$out.share" > "$out.python.share" > "$out.with" > "$out.without"
  script=benches/scripts/$program.ox
  for ((run = 0; run < runs; run++)); do
    share "$script" >> "$out.share"
    share_python "benches/peers/python/$program.py" >> "$out.python.share"
    measure "${command[oxbow]} $script" >> "$out.with"
    measure "$uncollected $script" >> "$out.without"
  done
  percent=$(median < "$out.share") percent_python=$(median < "$out.python.share")
  ratio=$(awk -v a="$(median < "$out.with")" -v b="$(median < "$out.without")" 'BEGIN { printf "%.2f", a / b }')
  printf ' %12s %8s %10s\n' "${percent:--}" "${percent_python:--}" "$ratio"
done
