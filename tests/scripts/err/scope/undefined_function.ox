// error: Undefined function
main { launch(1) }
