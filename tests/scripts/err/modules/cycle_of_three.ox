// rejected: ring_a -> ring_b -> ring_c -> ring_a
import "./lib/ring_a" as a
main { print("never") }
