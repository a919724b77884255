// Structs refer to themselves and to each other.
struct Tree { v: int, kids: list<Tree>, parent: Tree? }
struct A { b: B? }
struct B { a: A? }
main {
  let t = new Tree { v: 1, kids: [new Tree { v: 2, kids: [], parent: null }], parent: null }
  print(t.kids[0].v, new A { b: new B { a: null } })
}
