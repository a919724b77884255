// Doubled braces are no escape: they are a dict literal inside the interpolation.
main {
  print(f"{{"k": 1}}")
}
