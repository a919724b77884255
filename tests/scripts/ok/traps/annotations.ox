// Nested generic annotations and defaults in exported functions.
fn get() -> dict<string, int> { return {"a": 1} }
fn rows(r: list<Map<String, Any>>) { return len(r) }
export fn f(xs: list<string>, o: any = null) { return [xs, o] }
main { print(get(), rows([{}]), f([]), f(["x"], 1)) }
