// An unterminated block comment runs silently to the end of the file.
main { print("before") }
/* never closed
main { print("not reached") }
