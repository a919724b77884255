// == across kinds never raises.
struct S { a: int }
main {
  print(1 == 1.0, 1 == "1", true == 1, null == false, null == null, "a" == "a")
  print([1, [2]] == [1, [2]], [1] == [1, 2], {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 2})
  let s = new S { a: 1 }
  print(s == s, s == new S { a: 1 }, print == print, 0..3 == 0..3, 0..3 == 0..=2)
  print(1 != 2, "a" != "a", [1] == [1.0], [] == {}, 0.0 == -0.0)
}
