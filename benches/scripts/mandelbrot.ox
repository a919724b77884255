// Float loops without objects.
main {
  let size = 160
  let inside = 0
  for py in 0..size {
    for px in 0..size {
      let x0 = px * 3.0 / size - 2.0
      let y0 = py * 2.0 / size - 1.0
      let x = 0.0
      let y = 0.0
      let i = 0
      while i < 100 && x * x + y * y <= 4.0 {
        let t = x * x - y * y + x0
        y = 2.0 * x * y + y0
        x = t
        i += 1
      }
      if i == 100 { inside += 1 }
    }
  }
  print(inside)
}
