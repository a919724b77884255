// Stages: lists, dicts, strings, interpolation, slices, ranges.
main {
  let xs = [1, 2.5, "three", null, true]
  let d = {"k": xs, "n": -1}
  print("len ${len(xs)}", f"{d["n"]}", xs[1:3], 0..=3, d.k[0] ?? "none")
}
