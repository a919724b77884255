// rejected: continue
fn f() { continue }
main { f() }
