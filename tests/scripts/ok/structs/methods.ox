// Methods: by type, by object, as a value; any receiver name; also on structs declared elsewhere.
struct Acct { id: int  owner: string, tags: list<string>; next: Acct? }
fn Acct.name(a) -> string { return a.owner }
fn Acct.rename(this_one, to) { this_one.owner = to  return this_one }
main {
  let a = new Acct { id: 1, owner: "Ann", tags: [], next: null }
  a.id += 1
  print(Acct.name(a), a.name(), a.rename("Bo").name(), a.id)
  let m = Acct.name
  print(m(a), [a].map(Acct.name))
}
