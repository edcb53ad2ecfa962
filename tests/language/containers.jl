[[1, 2], [3]]
#> 2-element Array{Array{Int64,1},1}:
#>  [1, 2]
#>  [3]

[(1, 2), (3, 4)]
#> 2-element Array{Tuple{Int64,Int64},1}:
#>  (1, 2)
#>  (3, 4)

abstract type Shape end
struct Circle <: Shape; r; end
struct Square <: Shape; a; end
[Circle(1), Square(2)]
#> 2-element Array{Shape,1}:
#>  Circle(1)
#>  Square(2)

[1, "a"]
#> 2-element Array{Any,1}:
#>  1
#>   "a"

[1 => 2, 3 => 4]
#> 2-element Array{Pair{Int64,Int64},1}:
#>  1 => 2
#>  3 => 4

v = [[1, 2], [3]]
v[1] = [1.0]
v #> 2-element Array{Array{Int64,1},1}:
#>  [1]
#>  [3]

typeof(sin) #> typeof(sin)

(typeof([sin, cos]), typeof([:a]), typeof(["x"])) #> (Array{Function,1}, Array{Symbol,1}, Array{String,1})
