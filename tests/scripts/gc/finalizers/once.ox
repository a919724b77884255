// A resurrected instance survives whole; drop is never called for it again.
struct R { name: string, data: list }
export let saved = []
fn R.drop(r) { print("drop " + r.name)  saved.push(r) }
main {
  let r = new R { name: "phoenix", data: [1] }
  r = null
  print(len(saved), saved[0].name, saved[0].data)
  saved[0].data.push(2)
  print(saved[0])
  saved = []
  print("second death is silent")
}
