export fn something() { return 1 }
