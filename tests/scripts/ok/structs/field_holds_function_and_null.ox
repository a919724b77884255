// Fields may hold anything; null fields and optional access.
struct N { f: any, next: N? }
main {
  let n = new N { f: null, next: null }
  try { n.f(1)  print("no") } catch (e) { print("null is not callable") }
  n.f = fn(x) { return x }
  print(n.f(5), n.next?.f, n.next?.next)
  n.next = n
  print(n.next.next.next.f(6))
}
