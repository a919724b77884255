// error: {"code": 42}
main { throw {"code": 42} }
