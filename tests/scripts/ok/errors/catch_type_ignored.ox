// catch (e: T) accepts everything.
main {
  try { throw 1 } catch (e: string) { print("caught", e) }
  try { throw "s" } catch (e: IOError) { print("caught", e) }
}
