fn boom(x) {
  return x.nothing
}
