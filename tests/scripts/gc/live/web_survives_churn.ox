// A live web of nodes with garbage rings that point into it.
// stress: figures differ
struct N { v: int, links: list }
fn ring(target) {
  let a = new N { v: 0, links: [target] }
  a.links.push(a)
}
main {
  let web = []
  for i in 0..50 { web.push(new N { v: i, links: [] }) }
  for i in 0..50 { web[i].links.push(web[(i + 1) % 50])  web[i].links.push(web[(i * 7) % 50]) }
  for i in 0..30 { ring(web[i]) }
  print(gc_collect())
  let n = web[0]
  let sum = 0
  for i in 0..50 { sum += n.v  n = n.links[0] }
  print(sum, n == web[0])
}
