// Lists walked by callbacks that collect.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
main {
  let r = [selfie(1), selfie(2), selfie(3)].map(fn(l) { gc_collect()  return selfie(l[0] * 10) }).filter(fn(l) { gc_collect()  return l[0] > 10 })
  print(r[0][0], r[1][0], len(r))
  print([3, 1].reduce(fn(acc, x) { gc_collect()  acc.push(x)  return acc }, selfie(0))[3])
}
