// typeof of every kind.
struct Pt { x: int }
enum E { A }
fn gen() { yield 1 }
main {
  print(typeof(null), typeof(1), typeof(1.0), typeof(true), typeof("s"))
  print(typeof([]), typeof({}), typeof(new Pt { x: 1 }), typeof(gen), typeof(print))
  print(typeof(0..1), typeof(gen()), typeof(math), typeof(weak([])), typeof(E.A))
}
