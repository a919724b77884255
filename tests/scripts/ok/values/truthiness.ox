// Falsy: null, false, 0, 0.0, -0.0, ""; everything else is truthy, also empty containers.
main {
  for v in [null, false, 0, 0.0, -0.0, ""] { if v { print("truthy") } else { print("falsy") } }
  let t = 0
  for v in [true, 1, -1, 0.1, " ", "0", [], {}, print, 0..0] { if v { t += 1 } }
  print(t)
}
