[1 2 3; 40 5 -6] #> 2×3 Array{Int64,2}:
#>   1  2   3
#>  40  5  -6

[1 2
 3 4] == [1 2; 3 4] #> true

[0.142857142857 -2; 20.5 1/3] #> 2×2 Array{Float64,2}:
#>   0.142857  -2.0
#>  20.5        0.333333

[1.0 2.0] #> 1×2 Array{Float64,2}:
#>  1.0  2.0

[0.5, -12.25, 3] #> 3-element Array{Float64,1}:
#>    0.5
#>  -12.25
#>    3.0

[1.0, 2.0]' #> 1×2 LinearAlgebra.Adjoint{Float64,Array{Float64,1}}:
#>  1.0  2.0

zeros(1, 2, 2) #> 1×2×2 Array{Float64,3}:
#> [:, :, 1] =
#>  0.0  0.0
#>
#> [:, :, 2] =
#>  0.0  0.0

zeros(2, 0) #> 2×0 Array{Float64,2}

Any[1, 2.5, "a"] #> 3-element Array{Any,1}:
#>  1
#>  2.5
#>   "a"

u = 3; v = 1
(size([u -v]), size([u - v]), size([u-v]), size([[1, 2]' [3, 4]'])) #> ((1, 2), (1,), (1,), (1, 4))

[1 2, 3]
#! syntax: unexpected comma in matrix expression
#? In a matrix, spaces separate the entries of a row; commas are for vectors.
#@ 1:5

M = [1 2 3; 4 5 6]
(M[2, 3], M[3], M[1, :], M[:, end], M[end, 1:2], M[:]) #> (6, 2, [1, 2, 3], [3, 6], [4, 5], [1, 4, 2, 5, 3, 6])

M = [1 2; 3 4]
(M[[2, 1], :], M[M .> 1], M[end, end], size(M), size(M, 1), length(M), ndims(M)) #> ([3 4; 1 2], [3, 2, 4], 4, (2, 2), 2, 4, 2)

[1 2; 3 4][3, 1]
#! BoundsError: attempt to access 2×2 Array{Int64,2} at index [3, 1]

[1 2; 3 4][5]
#! BoundsError: attempt to access 2×2 Array{Int64,2} at index [5]

[1, 2][1.0]
#! ArgumentError: invalid index: 1.0 of type Float64
#? An index must be an integer: convert it with `Int(…)` or `round(Int, …)`.

M = zeros(2, 2)
M[1, :] = [1, 2]
M[:, 2] .= 7
M[2, 1] += 3
M #> 2×2 Array{Float64,2}:
#>  1.0  7.0
#>  3.0  7.0

v = [1, 2, 3]
w = v[1:2]
w[1] = 99
v[2:3] .*= 10
(v, w) #> ([1, 20, 30], [99, 2])

v = [1, 2, 3]
v[1:2] = [1, 2, 3]
#! DimensionMismatch("tried to assign 3 elements to 2 destinations")
#? The left side selects 2 entries, but the right side has 3 values.

([1 2; 3 4] * [1, 1], [1 2; 3 4] * [0 1; 1 0], [1, 2]' * [3, 4], [1, 2] * [3, 4]', 2 * [1 2] / 4) #> ([3, 7], [2 1; 4 3], 11, [3 4; 6 8], [0.5 1.0])

([1 2; 3 4]', transpose([1 2; 3 4]), [1, 2]'', (3)') #> ([1 3; 2 4], [1 3; 2 4], [1, 2], 3)

[1 2; 3 4] * [1, 2, 3]
#! DimensionMismatch("matrix A has dimensions (2,2), vector B has length 3")
#? The left side has 2 columns, but the right side has 3 rows: for a product these must be equal.

[1, 2] * [3, 4]
#! MethodError: no method matching *(::Array{Int64,1}, ::Array{Int64,1})
#? Two vectors have no product: write `x .* y` for the products entry by entry, or `x' * y` for their sum.

[1, 2] + [1, 2, 3]
#! DimensionMismatch("dimensions must match: a has dims (Base.OneTo(2),), b has dims (Base.OneTo(3),), mismatch at 1")

([1 2; 3 4] .+ [10, 20], [1 2; 3 4] .* [1 10], [1, 2] .+ [10 20], [1 2] .^ 2) #> ([11 12; 23 24], [1 20; 3 40], [11 21; 12 22], [1 4])

[1 2; 3 4] .+ [1, 2, 3]
#! DimensionMismatch("arrays could not be broadcast to a common size; got a dimension with lengths 2 and 3")

([i + 10j for i in 1:2, j in 1:3], [i for i in 1:3 for j in 1:i], [i * j for i in 1:2, j in 1:2 if i != j]) #> ([11 21 31; 12 22 32], [1, 2, 2, 3, 3, 3], [2, 2])

sum(10i + j for i in 1:2, j in 1:2) #> 66

([[1, 2]; 3], [1:2 3:4], [[1 2]; [3 4]], hcat([1, 2], [3, 4]), vcat([1], [2, 3])) #> ([1, 2, 3], [1 3; 2 4], [1 2; 3 4], [1 3; 2 4], [1, 2, 3])

(zeros(2), ones(1, 2), fill(3, 2), zeros(Int, 2), eltype([1, 2.5])) #> ([0.0, 0.0], [1.0 1.0], [3, 3], [0, 0], Float64)

(reshape(1:6, 3, :), reshape([1, 2, 3, 4], (2, 2)), vec([1 2; 3 4])) #> ([1 4; 2 5; 3 6], [1 3; 2 4], [1, 3, 2, 4])

reshape([1, 2, 3], 2, 2)
#! DimensionMismatch("new dimensions (2, 2) must be consistent with array size 3")

f(x::AbstractVector) = 1
f(x::AbstractMatrix) = 2
(f([1, 2]), f([1 2]), f(1:2), [1 2] isa AbstractArray) #> (1, 2, 1, true)

v = Float64[1, 2]
push!(v, 3)
v #> 3-element Array{Float64,1}:
#>  1.0
#>  2.0
#>  3.0

zeros(10^9, 10^9)
#! OutOfMemoryError: 1000000000000000000 entries

push!([1 2], 3)
#! MethodError: no method matching push!(::Array{Int64,2}, ::Int64)
#? Only a vector can grow or shrink.

map(x -> 2x, [1 2; 3 4]) == [2 4; 6 8] #> true
