// A struct that stores a closure which captures the struct.
// stress: figures differ
struct Button { click: any, n: int }
fn make() {
  let b = null
  b = new Button { click: fn() { b.n += 1 }, n: 0 }
  b.click()
  return b.n
}
main { print(make(), gc_collect()) }
