// Subscripts, calls and members in chains.
struct M { list: list }
struct N { name: string }
fn outer() { return fn() { return fn() { return "x" } } }
main {
  let d = {"k": new N { name: "field" }}
  let mod = new M { list: [new N { name: "first" }] }
  print(array.sort([3, 1, 2])[0], [1, 2, 3][0], {}.entries().length(), outer()()(), d["k"].name, mod.list[0].name)
}
