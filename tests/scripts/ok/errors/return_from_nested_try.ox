// return through several try blocks, from within loops, with finally on the way.
fn f(log) {
  for i in 0..3 {
    try {
      for j in 0..3 {
        try { if j == 1 { return [i, j] } log.push(j) } catch (e) { } finally { log.push("inner") }
      }
    } catch (e) { } finally { log.push("outer") }
  }
}
main {
  let log = []
  print(f(log), log)
}
