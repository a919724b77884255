// Key and value.
main {
  for [k, v] in {"x": 1, "y": [2]} { print(k, v) }
}
