// error: Call stack depth exceeded
fn forever() { return forever() }
main { forever() }
