// The program goes on after a caught error; deeper frames are gone.
fn deep(n) { if n == 0 { throw "bottom" } return deep(n - 1) }
main {
  let caught = 0
  for i in 0..100 { try { deep(50) } catch (e) { caught += 1 } }
  print(caught)
}
