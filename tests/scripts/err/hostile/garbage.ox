// rejected: 
)(*&^%$ @@ main
