// error: colour
main { let colour = 1  print(color) }
