// A return in finally counts only if try or catch did not return.
fn a() { try { return 1 } catch (e) { } finally { return 2 } }
fn b() { try { let x = 5 } catch (e) { } finally { return 2 } }
main { print(a(), b()) }
