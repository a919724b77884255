// rejected: 
fn f() { return 1 }
main { f() = 2 }
