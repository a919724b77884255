// while, break and continue belong to the innermost loop.
main {
  let i = 0
  while i < 10 {
    i += 1
    if i % 2 == 0 { continue }
    if i > 7 { break }
    let j = 0
    while true { j += 1  if j == 2 { break } }
    print(i, j)
  }
  print("end", i)
}
