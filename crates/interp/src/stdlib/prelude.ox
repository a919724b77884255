// The part of the library that calls functions of the script.
//
// Compiled once per thread and marked internal, so that none of this appears in stack traces. A function named `array__map_fn` becomes
// the member `map_fn` of module `array`, `list__any` the method `any` of lists, and one without `__` a built-in function.
// Names that begin with `__` are natives which only this file can see.

fn array__map_fn(a, f) {
  __check_array("array.map_fn", a)
  __check_callable("array.map_fn", 2, f)
  let out = []
  for x in a { out.push(f(x)) }
  return out
}

fn array__filter_fn(a, f) {
  __check_array("array.filter_fn", a)
  __check_callable("array.filter_fn", 2, f)
  let out = []
  for x in a { if f(x) { out.push(x) } }
  return out
}

fn array__reduce_fn(a, f, init) {
  __check_array("array.reduce_fn", a)
  __check_callable("array.reduce_fn", 2, f)
  let acc = init
  for x in a { acc = f(acc, x) }
  return acc
}

fn array__find(a, f) {
  __check_array("array.find", a)
  __check_callable("array.find", 2, f)
  for x in a { if f(x) { return x } }
  return null
}

fn list__map(a, f) {
  __check_callable("list.map", 1, f)
  let out = []
  for x in a { out.push(f(x)) }
  return out
}

fn list__filter(a, f) {
  __check_callable("list.filter", 1, f)
  let out = []
  for x in a { if f(x) { out.push(x) } }
  return out
}

fn list__reduce(a, f, init) {
  __check_callable("list.reduce", 1, f)
  let acc = init
  for x in a { acc = f(acc, x) }
  return acc
}

fn list__find(a, f) {
  __check_callable("list.find", 1, f)
  for x in a { if f(x) { return x } }
  return null
}

fn list__for_each(a, f) {
  __check_callable("list.for_each", 1, f)
  for x in a { f(x) }
  return null
}

fn list__any(a, f) {
  __check_callable("list.any", 1, f)
  for x in a { if f(x) { return true } }
  return false
}

fn list__all(a, f) {
  __check_callable("list.all", 1, f)
  for x in a { if !f(x) { return false } }
  return true
}

// Finalizers run when a statement is complete, also here. Members of a collected cycle that have a finalizer survive their first
// collection, because they wait in the queue, and are freed by the second; what finalizers release beyond that is left to
// the next call, so that a finalizer which makes new garbage cannot keep this one busy for ever.
fn gc_collect() {
  null
  let [freed, again] = [__collect(), __finalizers_pending()]
  if again { freed = freed + __collect() }
  return freed
}

// The stack of a runtime error, which begins at the caller because this frame is internal.
fn debug__stack() {
  try { __fail() } catch (e) { return e["stack"] }
}
