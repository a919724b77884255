// Four spellings of one keyword.
fn a() { return "a" }
function b() { return "b" }
func c() { return "c" }
def d() { return "d" }
main {
  let e = function(x) { return x }
  print(a(), b(), c(), d(), e("e"))
}
