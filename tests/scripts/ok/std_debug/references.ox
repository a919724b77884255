// debug.refcount and debug.referrers: who refers to an object, without the reference that the call itself holds
struct Node { name: string, peer: any }

fn count(x) { return debug.refcount(x) }

main {
  let a = new Node { name: "a", peer: null }
  print(debug.refcount(a), debug.referrers(a))
  let b = new Node { name: "b", peer: a }
  let list = [0, a]
  let dict = {"k": a}
  print(debug.refcount(a), debug.referrers(a))
  print(debug.refcount(weak(a)))
  print(count(a), debug.refcount(a))
  list.clear()
  dict["k"] = null
  print(debug.refcount(a), debug.referrers(a))

  let shared = [1]
  let f = fn() { return shared }
  print(debug.refcount(shared), debug.referrers(shared))
  for x in [[1]] { print(debug.referrers(x)) }

  print(debug.refcount([1]), debug.referrers([1]), debug.why_alive([1]))
  print(debug.refcount(print))
  let dead = weak([1])
  print(debug.refcount(dead), debug.referrers(dead))

  for wrong in [null, 1, 1.5, true, "text"] {
    try { print(debug.refcount(wrong)) } catch (e) { print(e["message"]) }
  }
}
