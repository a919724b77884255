// Names bound by a pattern live in the arm only.
main {
  let n = "outer"
  let r = match 5 { n if n > 3 => n * 2, _ => 0 }
  print(r, n)
}
