// A field holding a callable is called without self, before the method of that name.
struct B { run: any, v: int }
fn B.run(b) { return "method" }
fn B.stop(b) { return "stop " + b.v }
main {
  let b = new B { run: fn() { return "field" }, v: 2 }
  print(b.run(), B.run(b), b.stop())
}
