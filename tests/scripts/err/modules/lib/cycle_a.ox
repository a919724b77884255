import "./cycle_b" as b
export fn a() { return 1 }
