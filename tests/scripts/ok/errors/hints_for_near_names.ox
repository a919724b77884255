// The nearest visible name, built-ins included, also before a dot; other languages' names get the local one.
fn note(f) { try { f() } catch (e) { print(e.message) } }
main {
  let items = []
  let total = 0
  note(fn() { return itmes })
  note(fn() { return itmes.length() })
  note(fn() { return itmes[0] })
  note(fn() { totl += 1 })
  note(fn() { prnt(1) })
  note(fn() { return jsn.parse("1") })
  note(fn() { return Math.sqrt(2) })
  note(fn() { return nil })
  note(fn() { return zzzzzz })
}
