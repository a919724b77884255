// error: FAIL: got 3
main { throw "FAIL: got " + 3 }
