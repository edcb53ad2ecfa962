(reverse([1, 2, 3]), reverse("abc"), reverse((1, 2))) #> ([3, 2, 1], "cba", (2, 1))

reverse([1 2; 3 4], dims = 1) #> 2×2 Array{Int64,2}:
#>  3  4
#>  1  2

(repeat([1, 2], 2), repeat([1, 2], inner = 2), repeat("ab", 2), repeat([1 2], 2)) #> ([1, 2, 1, 2], [1, 1, 2, 2], "abab", [1 2; 1 2])

repeat([1 2], inner = (1, 2), outer = (2, 1)) #> 2×4 Array{Int64,2}:
#>  1  1  2  2
#>  1  1  2  2

permutedims([1 2 3; 4 5 6]) #> 3×2 Array{Int64,2}:
#>  1  4
#>  2  5
#>  3  6

(permutedims([1, 2]), size(permutedims(zeros(2, 3, 4), (3, 1, 2)))) #> ([1 2], (4, 2, 3))

permutedims(zeros(2, 2), (1, 1))
#! ArgumentError: no valid permutation of dimensions

(cat([1, 2], [3], dims = 1), cat([1, 2], [3, 4], dims = 2), size(cat([1 2], [3 4], dims = 3))) #> ([1, 2, 3], [1 3; 2 4], (1, 2, 2))

cat([1, 2], [3], dims = 2)
#! DimensionMismatch("mismatch in dimension 1 (expected 2 got 1)")

(dropdims([1 2], dims = 1), dropdims(sum([1 2; 3 4], dims = 2), dims = 2)) #> ([1, 2], [3, 7])

v = [1]
push!(v, 2, 3)
pushfirst!(v, 0)
append!(v, [4, 5])
insert!(v, 2, 9)
(v, pop!(v), popfirst!(v), deleteat!(v, 1), v) #> ([1, 2, 3, 4], 5, 0, [1, 2, 3, 4], [1, 2, 3, 4])

pop!(Int[])
#! ArgumentError: array must be non-empty
#? There is no entry left to take.

push!([1, 2], 1.5)
#! InexactError: Int64(1.5)

deleteat!([1, 2], 3)
#! BoundsError: attempt to access 2-element Array{Int64,1} at index [3]

insert!([1, 2], 4, 0)
#! BoundsError: attempt to access 2-element Array{Int64,1} at index [4]

v = [1, 2, 3]
empty!(v)
(v, isempty(v)) #> (Int64[], true)

(similar([1, 2]), size(similar([1.0 2.0])), fill!([1, 2], 7), map!(abs, [0, 0], [-1, 2])) #> ([0, 0], (1, 2), [7, 7], [1, 2])

(circshift([1, 2, 3], 1), circshift([1, 2, 3], -1)) #> ([3, 1, 2], [2, 3, 1])

(collect(eachindex([5, 6])), axes([1 2 3], 2), [sum(c) for c in eachcol([1 2; 3 4])]) #> ([1, 2], 1:3, [4, 6])

(first([1, 2, 3], 2), last([1, 2, 3], 2), first(1:5, 3), last("hello", 3)) #> ([1, 2], [2, 3], 1:3, "llo")

repeat([1, 2], 10000000)
#! OutOfMemoryError: 20000000 entries
