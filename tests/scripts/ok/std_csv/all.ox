// Parsing and formatting with quotes and delimiters.
main {
  print(csv.parse("a,b\n\"x, y\",\"q\"\"q\"\n\n1,2\n"))
  print(csv.parse("a;b", ";"), csv.parse_dict("id,name\n1,Ann\n2,Bo"))
  print(csv.format_row(["a", "b,c", "d\"e"]), csv.format_row(["a", "b"], ";"))
  print(csv.format_rows([["a", "b"], ["c", "d"]]) == "a,b\nc,d\n", csv.stringify([["x"]]) == "x\n")
  try { csv.parse_dict("a,b\n1")  print("no") } catch (e) { print("short row") }
  try { csv.format_row(["a", 1])  print("no") } catch (e) { print("strings only") }
}
