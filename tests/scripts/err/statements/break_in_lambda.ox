// rejected: break
// A lambda inside a loop is not inside the loop.
main { for i in 0..3 { let f = fn() { break } f() } }
