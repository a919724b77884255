// Top-level items in any order: functions call each other, structs and enums are known before main.
fn even(n) { if n == 0 { return true } return odd(n - 1) }
main {
  print(even(10), odd(7))
  print(new P { x: 1 }, Size.Big)
}
fn odd(n) { if n == 0 { return false } return even(n - 1) }
struct P { x: int }
enum Size { Small, Big }
