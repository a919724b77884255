// float() of every kind.
main {
  print(float(5), typeof(float(5)), float("2.5"), float(true), float(null), float(" 1 "), typeof(float("1")))
  for v in ["x", "", [1], {}] { try { float(v)  print("no") } catch (e) { print("raised") } }
}
