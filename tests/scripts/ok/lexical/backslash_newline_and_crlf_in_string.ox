// A string keeps what it is not told to change: tabs, unknown escapes, quotes of the other kind.
main {
  let s = 'tab	"x" \q'
  print(s, len(s))
}
