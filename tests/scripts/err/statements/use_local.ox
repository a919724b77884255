// rejected: 
main { use json print(json.stringify(1)) }
