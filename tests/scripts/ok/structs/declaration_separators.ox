// Fields separated by newlines, commas or semicolons.
struct A { a: int  b: int }
struct B { a: int; b: int, c: int
  d: int }
main {
  print(new A { a: 1, b: 2 }, new B { a: 1; b: 2
    c: 3, d: 4 })
}
