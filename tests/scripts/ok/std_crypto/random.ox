// Random helpers: lengths and bounds.
main {
  print(len(crypto.random_bytes(5)), len(crypto.random_string(8)), len(crypto.generate_token()), len(crypto.generate_token(4)))
  let ok = true
  for i in 0..200 { let r = crypto.random_int(-3, 3)  if r < -3 || r > 3 { ok = false } }
  print(ok, crypto.random_int(5, 5), regex.matches(crypto.random_string(20), "[A-Za-z0-9]{20}"))
}
