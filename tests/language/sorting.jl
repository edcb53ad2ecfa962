v = [3, 1, 2]
(sort(v), v, sort(v, rev = true), sortperm(v)) #> ([1, 2, 3], [3, 1, 2], [3, 2, 1], [2, 3, 1])

v = [3, 1, 2]
sort!(v)
v #> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

sort([-3, 2, 1], by = abs) #> 3-element Array{Int64,1}:
#>   1
#>   2
#>  -3

sort(["pear", "fig", "apple"], by = length) #> 3-element Array{String,1}:
#>  "fig"
#>  "pear"
#>  "apple"

sort([3, 1, 2], lt = (a, b) -> a > b) #> 3-element Array{Int64,1}:
#>  3
#>  2
#>  1

sort([2 1; 1 2], dims = 2) #> 2×2 Array{Int64,2}:
#>  1  2
#>  1  2

tuple(sort([(2, 'a'), (1, 'b'), (1, 'a')])...) #> ((1, 'a'), (1, 'b'), (2, 'a'))

sort([NaN, 1.0, -Inf]) #> 3-element Array{Float64,1}:
#>  -Inf
#>    1.0
#>  NaN

sort([1, "a"])
#! MethodError: no method matching isless(::String, ::Int64)
#? These two have no order: compare numbers with numbers and strings with strings.

(unique([1, 2, 1, 3]), unique(abs, [-1, 1, 2]), allunique([1, 2])) #> ([1, 2, 3], [-1, 2], true)

(findfirst(isodd, [2, 3, 5]), findlast(isodd, [3, 4]), findall(x -> x > 1, [1, 2, 3]), findfirst(isodd, [2])) #> (2, 1, [2, 3], nothing)

(findall([true, false, true]), findall(==(2), [2, 1, 2]), findfirst(==(5), [1])) #> ([1, 3], [1, 3], nothing)

(issorted([1, 2, 2]), issorted([2, 1])) #> (true, false)

(union([1, 2], [2, 3]), intersect([1, 2], [2, 3]), setdiff([1, 2], [2])) #> ([1, 2, 3], [2], [1])

(filter(iseven, 1:6), map(in([1, 2]), [1, 3]), filter(isodd, [2])) #> ([2, 4, 6], Bool[true, false], Int64[])

M = [1 9; 7 2]
(argmax(M), findmin(M), findmax(M), M[argmax(M)]) #> (CartesianIndex(1, 2), (1, CartesianIndex(1, 1)), (9, CartesianIndex(1, 2)), 9)

M = [1 9; 7 2]
[(p, M[p]) for p in findall(M .> 2)] |> first #> (CartesianIndex(2, 1), 7)

findall("an", "banana") == [2:3, 4:5] #> true

(trues(2) == [true, true], any(falses(2, 2))) #> (true, false)
