// deep_copy of a weak reference keeps its target.
main {
  let t = ["t"]
  let box = [weak(t), [1]]
  let c = deep_copy(box)
  c[1].push(2)
  print(c[0].get() == t, box[1])
}
