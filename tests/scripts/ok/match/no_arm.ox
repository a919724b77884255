// Without a matching arm a match error names the subject.
main {
  try { match 42 { 1 => 2 }
    print("no") } catch (e) { print(e["type"], e.message.startsWith("Match error"), e.message.contains("42")) }
}
