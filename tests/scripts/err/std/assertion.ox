// error: Assertion error: must hold
main { debug.assert(1 > 2, "must hold") }
