// inf and nan.
main {
  let inf = 1e308 * 10
  print(inf, -inf, inf - inf)
  print((inf - inf) == (inf - inf))
}
