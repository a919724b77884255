import "./cycle_a" as a
export fn b() { return 1 }
