// Aliases of the built-in names.
fn f(a: String, b: Int, c: Double, d: Bool, e: Vec, g: Map, h: Function, i: Object, j: Number, k: Str) { return "all" }
main { print(f("s", 1, 1.0, true, [], {}, print, null, 2.5, "k")) }
