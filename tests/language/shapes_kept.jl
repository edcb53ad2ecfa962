[x^2 for x in [1 2; 3 4]]
#> 2×2 Array{Int64,2}:
#>  1   4
#>  9  16

size([x + y for x in [1 2; 3 4], y in 1:3]) #> (2, 2, 3)

[x for x in [1 2; 3 4] if x > 1] == [3, 2, 4] #> true

[i + j for i in 1:2, j in 1:2] == [2 3; 3 4] #> true

[2x for x in (1, 2)] == [2, 4] #> true

sum([x for x in [1 2; 3 4]]) #> 10

collect(1:0) #> 0-element Array{Int64,1}

sum(collect(1:0)) #> 0

v = [1, 2, 3, 4]
w = view(v, 2:3)
sum(w) #> 5

M = [1 2; 3 4]
(@view M[:, end]) == [2, 4] #> true

v = [1, 2, 3]
w = @view v[1:2]
w[1] = 9
#! stopped: a view is read-only here
#? In Julia this would change the original array: assign to that array instead.

using Flux.Tracker
Tracker.gradient(x -> sum(view(x, 2:3) .^ 2), [1, 2, 3]) #> ([0.0, 4.0, 6.0] (tracked),)

place = (2, 1)
M = [1 2; 3 4]
M[place...] #> 3

argmax([1 5; 3 2], dims = 1)
#> 1×2 Array{CartesianIndex{2},2}:
#>  CartesianIndex(2, 1)  CartesianIndex(1, 2)

findmax([1 5; 3 2], dims = 2)[1] == reshape([5, 3], 2, 1) #> true

argmin([3 1; 2 5], dims = 1)[2] #> CartesianIndex(1, 2)

M = [1 5; 3 2]
M[argmax(M)] #> 5

Float64[x^2 for x in 1:3]
#> 3-element Array{Float64,1}:
#>  1.0
#>  4.0
#>  9.0

Float64[1 2; 3 4]
#> 2×2 Array{Float64,2}:
#>  1.0  2.0
#>  3.0  4.0

Float64[1 2]
#> 1×2 Array{Float64,2}:
#>  1.0  2.0

Any[i for i in 1:2]
#> 2-element Array{Any,1}:
#>  1
#>  2

Int[i + j for i in 1:2, j in 1:2]
#> 2×2 Array{Int64,2}:
#>  2  3
#>  3  4

v = [1, 2, 3]
[v[i] for i in 1:2] == v[1:end - 1] #> true
