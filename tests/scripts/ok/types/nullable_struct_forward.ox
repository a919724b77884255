// Forward names work as types: structs and enums declared later.
fn f(n: Node?, c: Kind) { return c }
struct Node { v: int, next: Node? }
enum Kind { A, B }
main { print(f(null, Kind.B), f(new Node { v: 1, next: null }, 0)) }
