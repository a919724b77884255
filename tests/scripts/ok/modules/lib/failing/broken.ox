import "./helper" as helper
fn run(x) { return helper.boom(x) }
