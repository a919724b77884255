// A chain of a million nodes dies by counting, without native recursion.
// stress: figures differ
struct Node { next: any }
main {
  let head = null
  for i in 0..1000000 { head = new Node { next: head } }
  print("built")
  head = null
  print("dropped", gc_collect())
  let l = []
  for i in 0..1000000 { l = [l] }
  l = null
  print("lists dropped")
}
