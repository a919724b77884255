// Explicit values and counting on; separators.
enum Color { Red, Green = 7, Blue }
enum S { A; B
  C }
enum Neg { Low = -2, Mid, Zero }
main {
  print(Color.Red, Color.Green, Color.Blue, S.A, S.B, S.C)
  print(Neg.Low, Neg.Mid, Neg.Zero, typeof(Color.Red), Color.Green == 7)
}
