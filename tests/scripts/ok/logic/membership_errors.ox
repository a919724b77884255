// Anything else on the right raises.
main {
  for c in [null, 5, print, true] { try { 1 in c  print("no") } catch (e) { print("raised") } }
}
