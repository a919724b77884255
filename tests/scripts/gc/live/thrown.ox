// A thrown value, and the result of a function with finally, stay.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
fn f() { try { return selfie("result") } catch (e) { } finally { gc_collect() } }
main {
  try { throw selfie("thrown") } catch (e) { print(gc_collect(), e[0], e[1] == e) }
  print(f()[0])
}
