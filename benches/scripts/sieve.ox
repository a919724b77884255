// List reads and writes by index.
main {
  let n = 1000000
  let composite = []
  for i in 0..n + 1 { composite.push(false) }
  let count = 0
  for i in 2..n + 1 {
    if !composite[i] {
      count += 1
      let j = i * i
      while j <= n {
        composite[j] = true
        j += i
      }
    }
  }
  print(count)
}
