// Quotes of both kinds, nested literals and braces inside an interpolation need no escaping.
main {
  let user = {"name": "Bo"}
  print("Hi ${user.get("name")}")
  print("in ${"mid ${'deep'} mid"} out")
  print("dict ${ {"a": 1}["a"] }")
  print("call ${fn(x) { return x + 1 }(1)}")
}
