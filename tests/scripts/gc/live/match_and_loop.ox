// The subject of a match and the container of a loop stay.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
main {
  print(match selfie(1) { [a, b] if gc_collect() == 0 => a + len(b), _ => "lost" })
  for x in [selfie(2), selfie(3)] { gc_collect()  print(x[0], x[1] == x) }
}
