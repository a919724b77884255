// One-line matches, a match with only a wildcard, negative subjects.
main {
  print(match true { true => "yes", false => "no", _ => "?" })
  print(match 3 { _ => "always" })
  print(match -5 { n if n < 0 => "negative", _ => "other" })
}
