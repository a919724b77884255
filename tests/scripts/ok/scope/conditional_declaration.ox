// A declaration in a branch that was not taken, or in an earlier round of a loop, does not exist.
main {
  for i in 0..3 {
    if i == 1 { print("skip")  continue }
    let z = i
    print(z)
  }
  let seen = []
  let n = 0
  while n < 2 {
    try { seen.push(late) } catch (e) { seen.push("none") }
    let late = n
    n += 1
  }
  print(seen)
}
