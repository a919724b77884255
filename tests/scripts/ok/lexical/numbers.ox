// Number forms: leading zeros stay decimal, a point makes a float.
main {
  print(42, 0123, 3.14, .5, 5.)
  print(typeof(0123), typeof(5.), typeof(.5), typeof(42))
}
