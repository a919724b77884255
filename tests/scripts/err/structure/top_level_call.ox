// rejected: 
print("hello")
