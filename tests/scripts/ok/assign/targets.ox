// Names, fields, list elements and dict keys.
struct P { x: int, l: list }
main {
  let p = new P { x: 1, l: [1, 2] }
  p.x = 5
  p.l[1] = 7
  let d = {"a": {"b": [0]}}
  d["a"]["b"][0] = "deep"
  d["new"] = 1
  print(p, d)
}
