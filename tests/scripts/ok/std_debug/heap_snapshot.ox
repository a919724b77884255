// debug.heap_snapshot: the heap as a file, in the format that the name's extension asks for
struct Node { name: string, peer: any }

main {
  let a = new Node { name: "a", peer: null }
  a.peer = a
  let base = env.get("TMPDIR", "/tmp") + "/oxbow-heap-" + crypto.random_string(12)
  for extension in [".json", ".dot", ".heapsnapshot"] {
    let name = base + extension
    print(debug.heap_snapshot(name), file.size(name) > 100)
    if extension == ".json" {
      let heap = json.parse(file.read(name))
      let found = []
      for node in heap["nodes"] { if node["label"] == "Node" { found.push(node) } }
      print(len(found), found[0]["strong"])
      for edge in found[0]["edges"] { print(edge["name"]) }
      for root in heap["roots"] { if root["name"] == "local a of main" { print("a is a root") } }
    }
    file.delete(name)
  }
  for wrong in ["heap.txt", "heap", "no/such/folder/heap.json", 7] {
    try { debug.heap_snapshot(wrong) } catch (e) { print(e["type"]) }
  }
}
