// break and continue inside finally belong to loops inside it.
main {
  let log = []
  for i in 0..2 {
    try { log.push(i) } catch (e) { } finally {
      for j in 0..5 { if j == 1 { continue } if j == 3 { break } log.push("f" + j) }
    }
  }
  print(log)
}
