export let x = boom()
fn boom() { return 1 / 0 }
