// Collections in every place while one generator runs another: both go on, with what they hold.
fn inner(box) { yield 1  print("inner", gc_collect())  yield box[0] }
fn outer(box) { for v in inner(box) { print("outer", gc_collect())  yield v } }
main {
  let box = ["kept"]
  for v in outer(box) {
    box = null
    print(v, gc_collect())
  }
  print("end", gc_collect())
}
