// let without a value or a nullable type raises when reached.
main {
  try { let n: int
    print("no")
  } catch (e) { print("first") }
  try { let m
    print("no")
  } catch (e) { print("second") }
}
