// rejected: 
if true { print(1) }
