// rejected: try
main { let x = try { 1 } catch (e) { 2 } }
