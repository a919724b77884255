// An error's dict can be changed, stored and thrown in parts.
main {
  let kept = null
  try { [1][2] } catch (e) {
    e["note"] = "mine"
    kept = e
  }
  print(kept.note, kept["type"], len(kept.stack))
  try { throw kept["message"] } catch (e) { print(typeof(e)) }
  try { throw kept } catch (e) { print(e.note, e == kept) }
}
