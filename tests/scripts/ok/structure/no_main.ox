// A file without main does nothing visible.
fn f() { print("never called") }
struct S { a: int }
