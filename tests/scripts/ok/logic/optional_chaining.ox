// ?. guards its own link only.
struct N { next: any, v: int }
fn N.get(n) { return n.v }
main {
  let n = null
  let m = new N { next: null, v: 1 }
  print(n?.next, n?.get(), m?.v, m?.get(), m.next?.v, n?.next?.v)
  try { n?.next.v  print("no") } catch (e) { print("unguarded link raises") }
}
