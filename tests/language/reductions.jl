M = [1 2 3; 4 5 6]
(sum(M), sum(M, dims = 1), sum(M, dims = 2)) #> (21, [5 7 9], [6; 15])

prod([1 2; 3 4], dims = 2) #> 2×1 Array{Int64,2}:
#>   2
#>  12

(sum(Float64[]), prod(Float64[]), sum(Int[]), prod(Int[])) #> (0.0, 1.0, 0, 1)

sum([true, false, true]) #> 2

sum(x -> x^2, 1:3) #> 14

(maximum([3 1; 2 9], dims = 1), minimum([3 1; 2 9], dims = 2)) #> ([3 9], [1; 2])

(maximum(abs, [-5, 3]), minimum(["b", "a"]), maximum(['x', 'z'])) #> (5, "a", 'z')

maximum(Int[])
#! ArgumentError: reducing over an empty collection is not allowed
#? There is no entry to take.

using Statistics
(mean([1 2; 3 4]), mean([1 2; 3 4], dims = 1), mean(abs2, [1, 2])) #> (2.5, [2.0 3.0], 2.5)

mean([1, 2])
#! UndefVarError: mean not defined
#? `mean` is available after `using Statistics`.

(any([false, true]), all([false, true]), any(isodd, [2, 4]), all(iseven, [2, 4])) #> (true, false, false, true)

any(x -> x > 1 || error("called too often"), [2, 0]) #> true

(count([true, false, true]), count(isodd, 1:5)) #> (2, 3)

(cumsum([1, 2, 3]), cumprod([1, 2, 3]), accumulate(max, [2, 1, 3])) #> ([1, 3, 6], [1, 2, 6], [2, 2, 3])

cumsum([1 2; 3 4], dims = 2) #> 2×2 Array{Int64,2}:
#>  1  3
#>  3  7

cumsum([1 2; 3 4])
#! UndefKeywordError: keyword argument dims not assigned
#? A matrix has two ways to go: write `cumsum(M, dims = 1)` for down the columns.

(foldl(-, [1, 2, 3]), foldr(-, [1, 2, 3]), foldl(-, [1, 2, 3], init = 10), foldr(-, [1, 2, 3], init = 10)) #> (-4, 2, 4, -8)

(reduce(+, [1 2; 3 4], dims = 1), mapreduce(abs2, +, [1, 2, 3]), mapreduce(x -> x, max, [1, 5, 2])) #> ([4 6], 14, 5)

(extrema([3, 1, 2]), findmax([1, 3, 3]), findmin([2, 1, 1]), argmax([1, 9, 2]), argmin([4, 0])) #> ((1, 3), (3, 2), (1, 2), 2, 2)

sum(zeros(2, 2, 2) .+ 1, dims = (1, 3)) #> 1×2×1 Array{Float64,3}:
#> [:, :, 1] =
#>  4.0  4.0

(diff([1, 4, 9]), diff([1 2; 4 8], dims = 1)) #> ([3, 5], [3 6])

sum([1, 2], dims = 0)
#! ArgumentError: dimension must be ≥ 1, got 0
#? Dimensions are counted from 1.
