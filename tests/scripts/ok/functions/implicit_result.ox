// A body without return yields the value of the last statement executed.
fn a() { 5 }
fn b() { let x = 42 }
fn c(n) { if n { "then" } else { "else" } }
fn d() { }
fn e() { let x = 1  x = 9 }
fn f() { for i in 0..3 { i } }
fn g() { { 7 } }
fn h() { try { throw "x" } catch (err) { "caught " + err } }
fn i(n) { if n { 1 } }
fn j() { 5  fn inner() { } }
fn k() { const c = "const" }
main {
  print(a(), b(), c(true), c(false), d(), e(), f(), g(), h(), i(true), i(false), j(), k())
  print([1, 2].map(fn(x) { x * 2 }))
}
