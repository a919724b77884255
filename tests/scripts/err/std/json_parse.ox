// error: 
main { json.parse("{\"a\": }") }
