// A cache that does not keep its entries alive, and a finalizer that says when one goes.
struct Image { name: string }
fn Image.drop(image) { print("freed " + image.name) }

fn load(cache, name) {
  let known = cache.get(name)?.get()
  if known != null { return known }
  print("loading " + name)
  let image = new Image { name: name }
  cache[name] = weak(image)
  return image
}

main {
  let cache = {}
  let a = load(cache, "river.png")
  let b = load(cache, "river.png")
  print("the same image: ${a == b}")
  a = null
  b = null
  load(cache, "river.png")
  print("end")
}
