// A bank: accounts, transfers that must be atomic, an audit log, custom errors, and observers that may not keep accounts alive.
struct Account { id: string, owner: string, cents: int, history: list, frozen: bool }
struct Transfer { from: string, to: string, cents: int }
struct Bank { accounts: dict<string, Account>, watchers: list, log: list<string> }

fn fail(code, detail = null) {
  throw {"code": code, "detail": detail}
}
fn money(cents: int) -> string {
  let sign = if cents < 0 { "-" } else { "" }
  let abs = if cents < 0 { -cents } else { cents }
  return sign + string(int(abs / 100)) + "." + string(abs % 100).pad_left(2, "0")
}
fn Account.drop(self) { print("closed", self.id) }
fn Account.deposit(self, cents: int) -> int {
  if cents <= 0 { fail("AMOUNT", cents) }
  if self.frozen { fail("FROZEN", self.id) }
  self.cents += cents
  self.history.push(["+", cents])
  return self.cents
}
fn Account.withdraw(self, cents: int) -> int {
  if self.frozen { fail("FROZEN", self.id) }
  if cents > self.cents { fail("FUNDS", f"{self.id} has {money(self.cents)}, needs {money(cents)}") }
  self.cents -= cents
  self.history.push(["-", cents])
  return self.cents
}
fn Bank.open(self, id, owner, cents = 0) -> Account {
  if self.accounts.has(id) { fail("EXISTS", id) }
  let a = new Account { id: id, owner: owner, cents: cents, history: [], frozen: false }
  self.accounts[id] = a
  self.watchers.push(weak(a))
  return a
}
fn Bank.find(self, id) -> Account {
  return self.accounts.get(id) ?? fail("UNKNOWN", id)
}
fn Bank.transfer(self, t: Transfer) -> bool {
  let before = {}
  let ok = false
  try {
    let from = self.find(t.from)
    let to = self.find(t.to)
    before[t.from] = from.cents
    before[t.to] = to.cents
    from.withdraw(t.cents)
    to.deposit(t.cents)
    ok = true
    return true
  } catch (e) {
    for [id, cents] in before { self.accounts[id].cents = cents }
    self.log.push(if typeof(e) == "dict" && e.has("code") { e.code + ": " + e.detail } else { "bug: " + e.message })
    return false
  } finally {
    self.log.push(f"{t.from}->{t.to} {money(t.cents)} {if ok { "ok" } else { "undone" }}")
  }
}
fn Bank.total(self) -> int {
  return self.accounts.values().reduce(fn(sum, a) { sum + a.cents }, 0)
}
fn Bank.close(self, id) {
  let a = self.find(id)
  if a.cents != 0 { fail("NOT_EMPTY", money(a.cents)) }
  self.accounts.remove(id)
}
fn Bank.alive(self) { return self.watchers.filter(fn(w) { return w.alive() }).map(fn(w) { return w.get().id }) }

main {
  let bank = new Bank { accounts: {}, watchers: [], log: [] }
  bank.open("ann", "Ann", 10000)
  bank.open("bob", "Bob", 550)
  bank.open("cy", "Cy")
  let plan = [
    new Transfer { from: "ann", to: "bob", cents: 2550 },
    new Transfer { from: "bob", to: "cy", cents: 999999 },
    new Transfer { from: "cy", to: "zed", cents: 1 },
    new Transfer { from: "ann", to: "cy", cents: 0 },
    new Transfer { from: "bob", to: "ann", cents: 3100 },
  ]
  let results = plan.map(fn(t) { return bank.transfer(t) })
  print(results)
  for line in bank.log { print(" ", line) }
  bank.find("cy").frozen = true
  print(bank.transfer(new Transfer { from: "ann", to: "cy", cents: 5 }), bank.log.last())
  print(money(bank.total()), bank.accounts.values().map(fn(a) { f"{a.owner}={money(a.cents)}" }).join(" "))
  try { bank.open("ann", "Other") } catch (e) { print(e) }
  try { bank.close("ann") } catch (e) { print(e["code"], e["detail"]) }
  try { bank.transfer({"from": "x"}) } catch (e) { print(e.message) }
  bank.close("bob")
  print(bank.alive())
  print(bank.find("ann").history, json.stringify(bank.find("ann")))
  bank.accounts = {}
  print(bank.alive(), money(-5), money(123456))
}
