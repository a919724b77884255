// finally runs when try or catch is left by return.
main {
  let log = []
  let a = fn() { try { return "try" } catch (e) { } finally { log.push("f1") } }
  let b = fn() { try { throw 1 } catch (e) { return "catch" } finally { log.push("f2") } }
  print(a(), b(), log)
}
