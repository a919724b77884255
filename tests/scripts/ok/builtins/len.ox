// len of strings, lists, dicts, ranges; anything else raises.
main {
  print(len("äb"), len([1, 2]), len({"a": 1}), len(0..7), len(""))
  for v in [null, 5, 1.5, true, print] { try { len(v)  print("no") } catch (e) { print("raised") } }
}
