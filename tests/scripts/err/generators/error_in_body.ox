// error: Key error
fn rows() { yield {"id": 1}  yield {} }
main { for r in rows() { print(r["id"]) } }
