// The smallest int by -1: the remainder is 0, the product overflows.
main {
  let min = -9223372036854775808
  try { print(min % -1) } catch (e) { print(e["type"]) }
  try { print(min * -1) } catch (e) { print(e["type"]) }
}
