// error: second
main { try { throw "first" } catch (e) { throw "caught" } finally { throw "second" } }
