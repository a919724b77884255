// An error keeps its position when it is thrown again, however many were caught in between.
fn bad() { return [1][9] }
main {
  let caught = []
  for i in 0..100 { try { bad() } catch (e) { caught.push(e) } }
  try { throw caught[0] } catch (e) { print(e.line, e.column, e == caught[0]) }
  try {
    try { bad() } catch (e) { throw e }
  } catch (e) { print(e.line, e.stack) }
}
