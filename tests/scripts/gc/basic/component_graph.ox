// Seventeen nodes in several cycles with edges between them, dropped at once.
// stress: figures differ
struct N { out: list }
fn build() {
  let ns = []
  for i in 0..17 { ns.push(new N { out: [] }) }
  let edges = [[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 5], [5, 3], [1, 6], [6, 7], [7, 6], [7, 8], [8, 9], [9, 10], [10, 8], [11, 12], [12, 11], [12, 3],
    [13, 13], [14, 13], [13, 15], [15, 16], [16, 14], [5, 5], [5, 5]]
  for [a, b] in edges { ns[a].out.push(ns[b]) }
  return len(ns)
}
main { print(build(), gc_collect()) }
