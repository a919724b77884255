import "./ring_b" as b
