// rejected: 
return 5
