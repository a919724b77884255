// Huge slice bounds are clamped.
main {
  print([1, 2, 3][0:9223372036854775807], "abc"[-9223372036854775807:2])
}
