// On one line with commas; a match of true as a chain of conditions.
main {
  print(match true { true => "yes", false => "no", _ => "?" })
  let n = 7
  print(match true { _ if n > 10 => "big", _ if n > 5 => "mid", _ => "small" })
  print(match 1 { _ => "only wildcard" })
}
