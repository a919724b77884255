// A cache of weak references: entries vanish when their users do.
fn load(cache, k) {
  let w = cache.get(k)
  if w != null { let v = w.get()  if v != null { return v } }
  print("load " + k)
  let v = {"k": k}
  cache[k] = weak(v)
  return v
}
main {
  let cache = {}
  let a = load(cache, "a")
  let again = load(cache, "a")
  print(a == again)
  a = null
  again = null
  load(cache, "a")
  print(cache["a"].alive())
}
