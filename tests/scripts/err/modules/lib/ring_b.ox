import "./ring_c" as c
