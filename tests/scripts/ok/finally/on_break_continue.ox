// finally runs on break and continue.
main {
  for i in 0..4 {
    try {
      if i == 1 { continue }
      if i == 3 { break }
      print("body", i)
    } catch (e) { } finally { print("finally", i) }
  }
}
