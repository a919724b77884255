// A thrown dict is caught as that dict.
main {
  try { throw {"code": 42, "why": "test"} } catch (e) { print(e["code"], e.why) }
}
