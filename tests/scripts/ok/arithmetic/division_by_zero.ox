// All zero divisors raise.
main {
  for z in [0, 0.0, false] { try { 1 / z  print("no") } catch (e) { print(e.message.contains("Division by zero")) } }
  for z in [0, false] { try { 1 % z  print("no") } catch (e) { print(e["type"]) } }
}
