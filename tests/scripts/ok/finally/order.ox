// try, catch, finally in order.
fn f(v) {
  let log = []
  try { log.push("try")  if v { throw "x" }  log.push("end") } catch (e) { log.push("catch") } finally { log.push("finally") }
  return log
}
main { print(f(true), f(false)) }
