// push on whatever has it: lists that grow, structs and dicts with a push of their own, results that are used.
struct Stack { items: list, pushes: int }
fn Stack.push(s, item) {
  s.pushes += 1
  s.items.push(item)
}
fn fill(target, n) {
  for i in 0..n { target.push(i * i) }
}
fn failing(target) {
  try { target.push(1) } catch (e) { return e.message }
}
main {
  let xs = []
  fill(xs, 100)
  print(len(xs), xs[0], xs[99])
  let stack = new Stack { items: [], pushes: 0 }
  fill(stack, 3)
  print(stack.items, stack.pushes)
  let seen = []
  let d = { "push": fn(item) { seen.push("<" + item + ">") } }
  fill(d, 3)
  print(seen)
  let ys = xs.slice(0, 2)
  let same = ys.push("a").push("b")
  print(ys, same == ys)
  ys.push(ys)
  print(ys)
  let item = [1]
  ys.push(item)
  item.push(2)
  print(ys[5])
  print(failing(null))
  print(failing(7))
}
