// A ledger with accounts, transfers that roll back, and a report.
struct Account { id: string, balance: int, history: list }
struct Ledger { accounts: dict, log: list, failed: int }
fn ledger() { return new Ledger { accounts: {}, log: [], failed: 0 } }
fn Ledger.open(l, id: string, amount: int) {
  if l.accounts.has(id) { throw "account exists: " + id }
  l.accounts[id] = new Account { id: id, balance: amount, history: [["open", amount]] }
}
fn Ledger.account(l, id: string) -> Account {
  let a = l.accounts.get(id)
  if a == null { throw {"kind": "unknown account", "id": id} }
  return a
}
fn Account.withdraw(a, amount: int) {
  if amount <= 0 { throw "amount must be positive" }
  if a.balance < amount { throw {"kind": "insufficient funds", "id": a.id, "missing": amount - a.balance} }
  a.balance -= amount
  a.history.push(["out", amount])
}
fn Account.deposit(a, amount: int) {
  a.balance += amount
  a.history.push(["in", amount])
}
fn Ledger.transfer(l, from: string, to: string, amount: int) -> bool {
  let undo = []
  let ok = false
  try {
    let source = l.account(from)
    source.withdraw(amount)
    undo.push(fn() { source.deposit(amount)  source.history.push(["undone", amount]) })
    l.account(to).deposit(amount)
    ok = true
  } catch (e) {
    for u in undo { u() }
    l.failed += 1
    l.log.push(match typeof(e) { "dict" => (e.get("kind") ?? e["message"]), _ => e })
  } finally {
    l.log.push(f"{from} -> {to}: {amount} {if ok { "ok" } else { "failed" }}")
  }
  return ok
}
fn Ledger.total(l) { return l.accounts.values().reduce(fn(sum, a) { return sum + a.balance }, 0) }
fn Ledger.report(l) {
  for [id, a] in l.accounts {
    print(id.pad_right(6, ".") + string(a.balance).pad_left(6, "."), a.history)
  }
}
main {
  let l = ledger()
  l.open("ann", 100)
  l.open("bob", 20)
  try { l.open("ann", 5) } catch (e) { print(e) }
  print(l.transfer("ann", "bob", 30), l.transfer("bob", "ann", 500), l.transfer("ann", "zoe", 10), l.transfer("ann", "bob", -5))
  try { l.transfer("ann", "bob", 1.5) } catch (e) { print(e["type"]) }
  l.report()
  for line in l.log { print(line) }
  print("total", l.total(), "failed", l.failed)
}
