// Float arithmetic over lists, through function calls.
fn entry(i, j) {
  let k = i + j
  return 1.0 / (k * (k + 1) * 0.5 + i + 1)
}

fn times(v, n) {
  let out = []
  for i in 0..n {
    let sum = 0.0
    for j in 0..n { sum += entry(i, j) * v[j] }
    out.push(sum)
  }
  return out
}

fn transposed(v, n) {
  let out = []
  for i in 0..n {
    let sum = 0.0
    for j in 0..n { sum += entry(j, i) * v[j] }
    out.push(sum)
  }
  return out
}

main {
  let n = 120
  let u = []
  for i in 0..n { u.push(1.0) }
  let v = []
  for round in 0..10 {
    v = transposed(times(u, n), n)
    u = transposed(times(v, n), n)
  }
  let vbv = 0.0
  let vv = 0.0
  for i in 0..n {
    vbv += u[i] * v[i]
    vv += v[i] * v[i]
  }
  print(int(math.sqrt(vbv / vv) * 1000000000))
}
