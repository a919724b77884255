// throw throws any value and catch receives that very value.
struct P { x: int }
main {
  let l = [1]
  for v in ["text", 42, null, l, {"code": 42}, new P { x: 1 }, 1.5, true] {
    try { throw v } catch (e) { print(typeof(e), e == v) }
  }
  try { throw {"code": 42} } catch (e) { print(e["code"]) }
}
