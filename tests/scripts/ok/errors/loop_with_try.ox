// try inside loops: each round enters and leaves it, whatever happens.
main {
  let out = []
  for i in 0..5 {
    try {
      if i == 1 { continue }
      if i == 2 { throw "two" }
      if i == 4 { break }
      out.push(i)
    } catch (e) { out.push(e) }
  }
  out.push("end")
  print(out)
  try { throw "after" } catch (e) { print(e) }
}
