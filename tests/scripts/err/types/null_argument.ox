// error: Null safety error
fn f(name: string) { return name }
main { f(null) }
