// char_at on whatever has it: ASCII and other texts, positions outside, structs with a char_at of their own, the receiver's own variable.
struct Shout { text: string }
fn Shout.char_at(s, i) { return s.text.char_at(i) + "!" }
fn at(text, i) {
  let c = text.char_at(i)
  return c
}
fn failing(text, i) {
  try { return at(text, i) } catch (e) { return e.message }
}
fn named(name) { return [name] }
fn initials(a, b) {
  return named(a)[0].char_at(0) + (named(b)[0] + named(a)[0]).char_at(0) + b.char_at(1) + (len(named(b)) > 0 && a.char_at(1))
}
main {
  let text = "héllo wörld"
  print(at("abc", 0), at("abc", 2), at(text, 1), at(text, 10), at(new Shout { text: "xyz" }, 1))
  print(failing("abc", 3))
  print(failing("abc", -1))
  print(failing(text, 11))
  print(failing("", 0))
  print(failing("abc", 1.5))
  print(failing(null, 0))
  let s = "start"
  s = s.char_at(1)
  print(s, s.char_at(0) == "t", s.char_at(0) != "t", "" + s + s)
  let vowels = 0
  let i = 0
  let lorem = "lorem ipsum dolor sit amet"
  while i < len(lorem) {
    let c = lorem.char_at(i)
    if c == "a" || c == "e" || c == "i" || c == "o" || c == "u" { vowels += 1 }
    i += 1
  }
  print(vowels)
  print(initials("xy", "pq"))
}
