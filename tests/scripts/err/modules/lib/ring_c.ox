import "./ring_a" as a
