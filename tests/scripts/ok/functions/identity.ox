// Functions are equal only to themselves and live in containers.
fn f() { return 1 }
main {
  let g = f
  print(f == g, f == fn() { return 1 }, [f, 2][0](), {"f": f}["f"] == f)
}
