// An import path that names no file but a standard module gives that module.
import "math" as m
main { print(m.floor(3.5)) }
