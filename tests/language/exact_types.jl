[1:3;] #> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

[[1 2];] #> 1×2 Array{Int64,2}:
#>  1  2

[
1
] #> 1-element Array{Int64,1}:
#>  1

[
  [1, 2]
] #> 1-element Array{Array{Int64,1},1}:
#>  [1, 2]

r = []
for i = 1:2, j = 1:2
  push!(r, i)
  i = 9
end
r == [1, 1, 2, 2] #> true

struct Qp{T}
  a::T
  Qp{T}(a) where {T<:Real} = new(a)
end
Qp(a) = Qp{typeof(a)}(a)
(Qp(1), Qp{Float64}(1)) #> (Qp{Int64}(1), Qp{Float64}(1.0))

struct Qp{T}
  a::T
  Qp{T}(a) where T = new{T}(2a)
end
Qp{Float64}(1).a #> 2.0

struct Pt{T<:Real}
  x::T
  y::T
end
Pt(x::Real, y::Real) = Pt(promote(x, y)...)
(Pt(1, 2.5), Pt{Float64}(1, 2), Pt(1, 2)) #> (Pt{Float64}(1.0, 2.5), Pt{Float64}(1.0, 2.0), Pt{Int64}(1, 2))

(isequal([NaN], [NaN]), isequal([0.0], [-0.0]), isequal((NaN, 1), (NaN, 1)), [NaN] == [NaN]) #> (true, false, true, false)

A = zeros(2, 3, 4)
(A[1, 3, 1], A[1, 3, 1, 1], A[24], zeros(2, 3, 1)[1, 3]) #> (0.0, 0.0, 0.0, 0.0)

zeros(2, 3, 4)[1, 3]
#! BoundsError: attempt to access 2×3×4 Array{Float64,3} at index [1, 3]

zeros(2, 3, 4)[7, 1]
#! BoundsError: attempt to access 2×3×4 Array{Float64,3} at index [7, 1]

s = "αβγ"
(s[1], s[3], s[1:3], s[end], lastindex(s), length(s), sizeof(s)) #> ('α', 'β', "αβ", 'γ', 5, 3, 6)

"αβγ"[2]
#! StringIndexError("αβγ", 2)
#? Indices of a string count bytes, and no character begins at 2: `α` begins at 1, and the next character at 3. `collect(s)` gives the characters as a vector, and `eachindex(s)` the valid indices.

"αβγ"[10]
#! BoundsError: attempt to access String
#!   at index [10]

s = "αβγ"
(nextind(s, 1), prevind(s, 3), findfirst("γ", s), findfirst('β', s), collect(eachindex(s))) #> (3, 1, 5:5, 3, [1, 3, 5])

[i => c for (i, c) in pairs("αβ")] #> 2-element Array{Pair{Int64,Char},1}:
#>  1 => 'α'
#>  3 => 'β'

(findall("ab", "abcab"), findlast("l", "hello"), findnext("l", "hello", 4), chop("größe"), uppercasefirst("ärger")) #> (UnitRange{Int64}[1:2, 4:5], 4:4, 4:4, "größ", "Ärger")
