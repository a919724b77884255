// Evaluated in written order, printed in declaration order; quoted names allowed.
struct P { x: int, y: int }
main {
  let log = []
  let t = fn(v) { log.push(v)  return v }
  print(new P { y: t(2), "x": t(1) }, log)
}
