// Stands in for a standard module.
export fn floor(x) { return "my floor " + x }
