// Text first, pattern second.
main {
  print(regex.matches("abc1", "[a-z]+\d"), regex.matches("xabc1", "[a-z]{3}\d"), regex.search("xx12", "\d+"), regex.find("a12b3", "\d+"), regex.find("a", "\d"))
  print(regex.find_all("a1b22", "\d+"), regex.replace("a1b2", "\d", "#"), regex.replace_first("a1b2", "\d", "#"))
  print(regex.replace("John Smith", "(\w+) (\w+)", "$2 $1 [$&] $$"), regex.split("a,b;c", "[,;]"))
  print(regex.groups("k=v", "(\w)=(\w)(x)?"), regex.groups("z", "(a)"), regex.find_groups("a1b2", "([a-z])(\d)"))
  print(regex.escape("a.b"), regex.is_valid("("), regex.is_valid("(a)"), regex.compile_pattern("a+"))
  try { regex.find("a", "(")  print("no") } catch (e) { print("invalid") }
}
