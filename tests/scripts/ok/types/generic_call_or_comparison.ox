// f<T>(x) is a call; a < b without the call is a comparison.
fn id<T>(x) { return x }
main {
  let a = 1
  let b = 2
  print(id<int>(5), a < b, a < b && b > (0))
}
