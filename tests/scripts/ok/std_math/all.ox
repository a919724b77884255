// Floats unless noted; floor, ceil and round give ints.
main {
  print(math.abs(-5), typeof(math.abs(-5)), math.abs(-5) == 5, math.sqrt(16), math.pow(2, 10), math.min(1, 2.5), math.max(1, 2.5))
  print(math.floor(-1.5), math.ceil(1.2), math.round(2.5), math.round(-2.5), math.round(0.4), typeof(math.floor(1.0)))
  print(math.round_to(3.14159, 2), math.sin(0), math.cos(0), math.tan(0), math.PI, math.e)
}
