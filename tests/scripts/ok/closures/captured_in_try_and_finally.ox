// Captured variables changed in try, catch and finally.
fn f() {
  let log = []
  let n = 0
  let note = fn() { log.push(n) }
  try { n = 1  note()  throw "x" } catch (e) { n = 2  note() } finally { n = 3  note() }
  note()
  return log
}
main { print(f()) }
