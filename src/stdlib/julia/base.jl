# Functions of Base that are easily said in Julia. Above each stands its help, and an example with what it gives.
# Names that begin with an underscore are for this file alone.

_none() = nothing

# The entries of a comprehension in the shape of what its loops ran over.
_grid(entries, xs) = xs isa AbstractArray && ndims(xs) > 1 ? reshape(entries, size(xs)...) : entries
_grid(entries, xs...) = reshape(entries, _sizes(xs)...)

# The entries converted to one type.
function _typed(T, entries)
  converted = append!(T[], vec(entries))
  ndims(entries) == 1 ? converted : reshape(converted, size(entries))
end

function _sizes(xs)
  sizes = Int[]
  for x in xs
    x isa AbstractArray ? append!(sizes, collect(size(x))) : push!(sizes, length(x))
  end
  sizes
end

#: A function of one argument that hands it on as the first of two.
_fixed(op, x) = y -> op(y, x)

#: Some entries of an array, to be read.
#= view([1, 2, 3], 2:3) == [2, 3] =# #> true
view(x, places...) = _view(x[places...])

_composed(f, g) = (xs...) -> f(g(xs...))

#: Combines the entries from right to left.
#= foldr(-, (10, 2, 3)) =# #> 11
foldr(op, xs; init = _none) =
  init === _none ? foldl((a, b) -> op(b, a), reverse(collect(xs))) :
                   foldl((a, b) -> op(b, a), reverse(collect(xs)), init = init)

#: Combines what a function gives for each entry.
#= mapreduce(abs2, +, [1, 2, 3]) =# #> 14
mapreduce(f, op, xs; init = _none, dims = nothing) =
  init === _none ? reduce(op, map(f, xs), dims = dims) : reduce(op, map(f, xs), init = init, dims = dims)
mapfoldl(f, op, xs; init = _none) = mapreduce(f, op, xs, init = init)
mapfoldr(f, op, xs; init = _none) = foldr(op, map(f, xs), init = init)

#: The differences of neighbours.
#= diff([1, 4, 9]) == [3, 5] =# #> true
diff(v::AbstractVector) = v[2:end] - v[1:end-1]
diff(M::AbstractMatrix; dims) = dims == 1 ? M[2:end, :] - M[1:end-1, :] : M[:, 2:end] - M[:, 1:end-1]

#: The least and the greatest entry.
#= extrema([3, 1, 2]) =# #> (1, 3)
extrema(xs; dims = nothing) =
  dims === nothing ? (minimum(xs), maximum(xs)) : tuple.(minimum(xs, dims = dims), maximum(xs, dims = dims))
extrema(f, xs) = extrema(map(f, xs))

# A place in an array of two or three dimensions.
struct CartesianIndex{N}
  I
  CartesianIndex(places...) = new{length(places)}(places)
end
Base.show(io::IO, i::CartesianIndex) = print(io, "CartesianIndex", i.I)

# The place of entry i, counted through the whole array.
function _place(xs, i)
  xs isa AbstractArray && ndims(xs) > 1 || return i
  row, column = mod1(i, size(xs, 1)), (i - 1) ÷ size(xs, 1) + 1
  ndims(xs) == 2 && return CartesianIndex(row, column)
  CartesianIndex(row, mod1(column, size(xs, 2)), (column - 1) ÷ size(xs, 2) + 1)
end

function _best(before, xs)
  isempty(xs) && _raise("ArgumentError: collection must be non-empty", "There is no entry to take.")
  best, place = first(xs), 1
  for (i, x) in enumerate(xs)
    if before(x, best)
      best = x
      place = i
    end
  end
  (best, _place(xs, place))
end

#: The greatest entry and its place.
#= findmax([1, 3, 2]) =# #> (3, 2)
findmax(xs; dims = 0) = _found((a, b) -> isless(b, a), xs, dims)

#: The least entry and its place.
#= findmin([2, 1, 3]) =# #> (1, 2)
findmin(xs; dims = 0) = _found(isless, xs, dims)

# The best entry and its place; with `dims`, along that dimension of a matrix.
function _found(before, xs, dims)
  dims == 0 && return _best(before, xs)
  lines = dims == 1 ? [_best(before, xs[:, j]) for j in 1:size(xs, 2)] : [_best(before, xs[i, :]) for i in 1:size(xs, 1)]
  places = [dims == 1 ? CartesianIndex(lines[k][2], k) : CartesianIndex(k, lines[k][2]) for k in 1:length(lines)]
  shape = dims == 1 ? (1, length(lines)) : (length(lines), 1)
  reshape(first.(lines), shape), reshape(places, shape)
end

#: The place of the greatest entry; with a function first, the entry for which it is greatest.
#= argmax([1, 3, 2]) =# #> 2
argmax(xs; dims = 0) = findmax(xs, dims = dims)[2]
argmax(f, xs) = collect(xs)[argmax(map(f, xs))]

#: The place of the least entry; with a function first, the entry for which it is least.
#= argmin([2, 1, 3]) =# #> 2
argmin(xs; dims = 0) = findmin(xs, dims = dims)[2]
argmin(f, xs) = collect(xs)[argmin(map(f, xs))]

#: The place of the first entry for which a function gives true, or `nothing`.
#= findfirst(iseven, [1, 4, 6]) =# #> 2
function findfirst(f, xs)
  for (i, x) in enumerate(xs)
    f(x) && return i
  end
  nothing
end
function findfirst(part::AbstractString, text::AbstractString)
  for i in 1:length(text) - length(part) + 1
    text[i:i+length(part)-1] == part && return i:i+length(part)-1
  end
  nothing
end
findfirst(c::Char, text::AbstractString) = findfirst(x -> x == c, text)
findfirst(mask) = findfirst(identity, mask)

#: The place of the last entry for which a function gives true, or `nothing`.
#= findlast(iseven, [1, 4, 6]) =# #> 3
function findlast(f, xs)
  last = nothing
  for (i, x) in enumerate(xs)
    f(x) && (last = i)
  end
  last
end
findlast(c::Char, text::AbstractString) = findlast(x -> x == c, text)
findlast(mask) = findlast(identity, mask)

#: The places of all entries for which a function gives true.
#= findall(isodd, [1, 2, 3]) == [1, 3] =# #> true
function findall(f, xs)
  places = Int[]
  for (i, x) in enumerate(xs)
    f(x) && push!(places, i)
  end
  xs isa AbstractArray && ndims(xs) > 1 ? [_place(xs, i) for i in places] : places
end
findall(part::AbstractString, text::AbstractString) =
  [i:i+length(part)-1 for i in 1:length(text)-length(part)+1 if text[i:i+length(part)-1] == part]
findall(mask) = findall(identity, mask)

#: Whether the entries stand in order.
#= issorted([1, 2, 2]) =# #> true
issorted(xs) = all(i -> !isless(xs[i+1], xs[i]), 1:length(xs)-1)

#: Whether no entry stands twice.
#= allunique([1, 2, 1]) =# #> false
allunique(xs) = length(unique(xs)) == length(xs)

#: The entries that both have.
#= intersect([1, 2, 3], [2, 3, 4]) == [2, 3] =# #> true
intersect(a, b) = unique(filter(x -> x in b, a))

#: The entries that one of them has.
#= union([1, 2], [2, 3]) == [1, 2, 3] =# #> true
union(a, b) = unique([collect(a); collect(b)])

#: The entries of the first that the second has not.
#= setdiff([1, 2, 3], [2]) == [1, 3] =# #> true
setdiff(a, b) = unique(filter(x -> !(x in b), a))

#: Whether the second has all entries of the first.
#= issubset([1, 2], 1:3) =# #> true
issubset(a, b) = all(x -> x in b, a)

#: The indices of the entries.
#= eachindex([5, 6]) =# #> 1:2
eachindex(xs) = 1:length(xs)

#: The indices along each dimension.
#= axes([1 2 3]) =# #> (1:1, 1:3)
axes(x) = map(n -> 1:n, size(x))
axes(x, d) = 1:size(x, d)

#: The columns of a matrix.
#= [sum(c) for c in eachcol([1 2; 3 4])] == [4, 6] =# #> true
eachcol(M) = [M[:, j] for j in 1:size(M, 2)]

#: The rows of a matrix.
#= [sum(r) for r in eachrow([1 2; 3 4])] == [3, 7] =# #> true
eachrow(M) = [M[i, :] for i in 1:size(M, 1)]

#: The entries moved on by some places; what leaves at the end comes in at the front.
#= circshift([1, 2, 3], 1) == [3, 1, 2] =# #> true
circshift(v::AbstractVector, n) = v[mod.((1:length(v)) .- 1 .- n, length(v)) .+ 1]

#: An entry, or a default where there is none.
#= get([1, 2], 5, 0) =# #> 0
get(xs::AbstractArray, i::Integer, default) = 1 <= i <= length(xs) ? xs[i] : default

#: An array of the same size and type, or of another size.
#= size(similar([1 2; 3 4])) =# #> (2, 2)
similar(x, sizes...) = isempty(sizes) ? zeros(eltype(x), size(x)) : zeros(eltype(x), sizes...)

#: An array that is true everywhere.
#= all(trues(2, 2)) =# #> true
trues(sizes...) = fill(true, sizes...)

#: An array that is false everywhere.
#= any(falses(3)) =# #> false
falses(sizes...) = fill(false, sizes...)

#: Overwrites all entries.
#= fill!(zeros(2), 3) == [3, 3] =# #> true
function fill!(xs, x)
  xs .= x
  xs
end

#: Applies a function to each entry, in place.
#= map!(abs, [0, 0], [-1, 2]) == [1, 2] =# #> true
function map!(f, target, xs)
  target .= map(f, xs)
  target
end

#: Reverses a vector in place.
#= reverse!([1, 2]) == [2, 1] =# #> true
function reverse!(v)
  v .= reverse(v)
  v
end

#: Keeps only the entries for which a function gives true, in place.
#= filter!(isodd, [1, 2, 3]) == [1, 3] =# #> true
filter!(f, v) = deleteat!(v, findall(x -> !f(x), v))

#: Calls a function with entries of several containers, and collects what it gives, one matrix entry for each pair.
#= Iterators.product(1:2, 3:4)[2, 1] =# #> (2, 3)
product(a, b) = [(x, y) for x in a, y in b]
product(a, b, c) = [(x, y, z) for x in a, y in b, z in c]

#: The entries of the entries.
#= Iterators.flatten([[1, 2], [3]]) == [1, 2, 3] =# #> true
flatten(xss) = [x for xs in xss for x in xs]

#: The entries in groups of so many.
#= length(Iterators.partition(1:5, 2)) =# #> 3
partition(xs, n) = [xs[i:min(i + n - 1, length(xs))] for i in 1:n:length(xs)]

#: Quotient and remainder.
#= divrem(7, 2) =# #> (3, 1)
divrem(a, b) = (a ÷ b, a % b)

#: The quotient, rounded down.
#= fld(-7, 2) =# #> -4
fld(a, b) = (a - mod(a, b)) ÷ b

#: The quotient, rounded up.
#= cld(7, 2) =# #> 4
cld(a, b) = -fld(-a, b)

#: Quotient rounded down, and the remainder that belongs to it.
#= fldmod(-7, 2) =# #> (-4, 1)
fldmod(a, b) = (fld(a, b), mod(a, b))

#: The remainder, counted from 1.
#= mod1(6, 3) =# #> 3
mod1(a, b) = mod(a - 1, b) + 1

#: How many ways there are to choose `k` of `n` things.
#= binomial(5, 2) =# #> 10
function binomial(n::Integer, k::Integer)
  (k < 0 || 0 <= n < k) && return 0
  n < 0 && return (isodd(k) ? -1 : 1) * binomial(k - n - 1, k)
  result = 1
  for i in 1:min(k, n - k)
    result = result * (n - i + 1) ÷ i
  end
  result
end

#: The remainder of a power.
#= powermod(2, 10, 1000) =# #> 24
function powermod(x::Integer, p::Integer, m::Integer)
  result = mod(1, m)
  x = mod(x, m)
  while p > 0
    isodd(p) && (result = mod(result * x, m))
    x = mod(x * x, m)
    p = p ÷ 2
  end
  result
end

#: The whole part of a square root.
#= isqrt(17) =# #> 4
isqrt(n::Integer) = floor(Int, sqrt(n))

#: The digits of a whole number, the last first.
#= digits(123) == [3, 2, 1] =# #> true
function digits(n::Integer; base = 10)
  n = abs(n)
  n == 0 && return [0]
  result = Int[]
  while n > 0
    push!(result, n % base)
    n = n ÷ base
  end
  result
end

#: How many digits a whole number has.
#= ndigits(123) =# #> 3
ndigits(n::Integer; base = 10) = length(digits(n, base = base))

#: Degrees as radians.
#= deg2rad(180) =# #> 3.141592653589793
deg2rad(x) = x * (π / 180)

#: Radians as degrees.
#= rad2deg(π) =# #> 180.0
rad2deg(x) = x * (180 / π)

#: Sine and cosine.
#= sincos(0) =# #> (0.0, 1.0)
sincos(x) = (sin(x), cos(x))

#: The first with the sign of the second.
#= copysign(3, -1) =# #> -3
copysign(x, y) = y < 0 ? -abs(x) : abs(x)

#: Whether it is below zero.
#= signbit(-1) =# #> true
signbit(x) = x < 0

#: The distance from 1 to the next greater Float64, or from `x`.
#= eps() =# #> 2.220446049250313e-16
eps(T = Float64) = T === Float32 ? 1.1920929f-7 : 2.220446049250313e-16
eps(x::Real) = max(2.0^(floor(log2(abs(x))) - 52), 5.0e-324)
eps(x::Float32) = max(2.0f0^(floor(log2(abs(x))) - 23), 1.0f-45)

#: The greatest number of a type.
#= typemax(Int) =# #> 9223372036854775807
typemax(T) = T === Int ? 9223372036854775807 : T === Bool ? true : T === Float32 ? Inf32 : Inf

#: The least number of a type.
#= typemin(Float64) =# #> -Inf
typemin(T) = T === Int ? -9223372036854775807 - 1 : T === Bool ? false : T === Float32 ? -Inf32 : -Inf

#: The text with its first letter as a capital.
#= uppercasefirst("abc") =# #> "Abc"
uppercasefirst(s) = isempty(s) ? s : uppercase(s[1:1]) * s[2:end]

#: The text with its first letter small.
#= lowercasefirst("Abc") =# #> "abc"
lowercasefirst(s) = isempty(s) ? s : lowercase(s[1:1]) * s[2:end]

#: The text with each word's first letter as a capital.
#= titlecase("ab cd") =# #> "Ab Cd"
titlecase(s) = join(map(w -> uppercasefirst(lowercase(w)), split(s, " ")), " ")

#: The text without the line end at its end.
#= chomp("ab\n") =# #> "ab"
chomp(s) = endswith(s, "\n") ? s[1:end-1] : s

#: The text without its last character.
#= chop("abc") =# #> "ab"
chop(s; head = 0, tail = 1) = s[1+head:end-tail]

#: The text with one part put in place of another; or the entries so.
#= replace("a-b", ("-", "+")) =# #> "a+b"
replace(s::AbstractString, pair) = join(split(s, pair[1]), pair[2])
replace(xs::AbstractArray, pairs...) = map(x -> _replaced(x, pairs), xs)

function _replaced(x, pairs)
  for (old, new) in pairs
    isequal(x, old) && return new
  end
  x
end

#: The value as one of another type.
#= convert(Float64, 1) =# #> 1.0
convert(T, x) = x isa T ? x : T(x)

#: The values, converted to the type that they have in common.
#= promote(1, 2.5) =# #> (1.0, 2.5)
promote(xs...) = Tuple([xs...])

#: The type that numbers of these types have in common.
#= promote_type(Int, Float64) =# #> Float64
promote_type(types...) = eltype([map(zero, types)...])

#: The distance between neighbours of a range.
#= step(1:2:9) =# #> 2
step(r) = length(r) > 1 ? r[2] - r[1] : one(eltype(r))

#: -1, 0 or 1: how two values are ordered.
#= cmp("a", "b") =# #> -1
cmp(x, y) = isless(x, y) ? -1 : isless(y, x) ? 1 : 0

#: What a function gives for 1, 2 … as a tuple.
#= ntuple(i -> i^2, 3) =# #> (1, 4, 9)
ntuple(f, n::Integer) = Tuple([f(i) for i in 1:n])

#: The smaller and the greater of two values.
#= minmax(3, 1) =# #> (1, 3)
minmax(x, y) = isless(y, x) ? (y, x) : (x, y)

#: Takes the entry at a place out of a vector.
#= v = [4, 5, 6]; splice!(v, 2) =# #> 5
function splice!(v, i)
  x = v[i]
  deleteat!(v, i)
  x
end

#: The value itself, if it is not `nothing`.
#= something(nothing, 3) =# #> 3
function something(xs...)
  for x in xs
    x === nothing || return x
  end
  _raise("ArgumentError: No value arguments present", "All of them are `nothing`.")
end

#: Whether it is `nothing`.
#= isnothing(nothing) =# #> true
isnothing(x) = x === nothing

#: One over a number, or the matrix whose product with this one is the identity.
#= inv([2.0 0.0; 0.0 4.0]) == [0.5 0.0; 0.0 0.25] =# #> true
inv(x::Number) = 1 / x
inv(A::AbstractMatrix) = _solve(A, _identity(_square(A, "inv")))

_identity(n) = [i == j ? 1.0 : 0.0 for i in 1:n, j in 1:n]

function _square(A, name)
  size(A, 1) == size(A, 2) || _raise(
    "DimensionMismatch(\"matrix is not square: dimensions are $(size(A))\")",
    "`$name` takes a matrix with as many rows as columns.")
  size(A, 1)
end

# Elimination with the greatest pivot, on rows of A and B side by side.
function _solve(A, B)
  size(A, 1) == size(B, 1) || _raise(
    "DimensionMismatch(\"B has leading dimension $(size(B, 1)), but needs $(size(A, 1))\")",
    "Both sides must have equally many rows.")
  n = size(A, 2)
  size(A, 1) == n || return _least(A, B)
  a = Any[float.(A[i, :]) for i in 1:n]
  b = Any[B[i, :] for i in 1:n]
  for k in 1:n
    p = _pivot(a, k)
    a[p][k] == 0 && _raise("LinearAlgebra.SingularException($k)",
                           "This matrix has no inverse: one of its rows is a combination of the others.")
    a[k], a[p], b[k], b[p] = a[p], a[k], b[p], b[k]
    for i in k+1:n
      factor = a[i][k] / a[k][k]
      a[i] = a[i] .- factor .* a[k]
      b[i] = b[i] .- factor .* b[k]
    end
  end
  for k in n:-1:1
    for i in k+1:n
      b[k] = b[k] .- a[k][i] .* b[i]
    end
    b[k] = b[k] ./ a[k][k]
  end
  solution = vcat([reshape(row, 1, :) for row in b]...)
  ndims(B) == 1 ? vec(solution) : solution
end

# The row from k on whose entry in column k is greatest.
function _pivot(rows, k)
  p = k
  for i in k+1:length(rows)
    abs(rows[i][k]) > abs(rows[p][k]) && (p = i)
  end
  p
end

# Least squares, by orthogonal columns (modified Gram and Schmidt).
function _least(A, B)
  size(A, 1) < size(A, 2) && return A' * _solve(A * A', B)
  q = Any[float.(A[:, j]) for j in 1:size(A, 2)]
  R = zeros(length(q), length(q))
  for j in 1:length(q)
    R[j, j] = sqrt(sum(abs2, q[j]))
    q[j] = q[j] / R[j, j]
    for i in j+1:length(q)
      R[j, i] = sum(q[j] .* q[i])
      q[i] = q[i] .- R[j, i] .* q[j]
    end
  end
  _solve(R, hcat(q...)' * B)
end

# a / B: the matrix whose product with B is a.
_divided(a, B) = _solve(permutedims(B), a isa AbstractVector ? a : permutedims(a)) |> x -> permutedims(x)

#: Each entry of the first times the whole second, as one matrix.
#= kron([1 2], [1, 10]) == [1 2; 10 20] =# #> true
kron(a::AbstractVector, b::AbstractVector) = [x * y for x in a for y in b]
kron(a, b) = vcat([hcat([a[i, j] * b for j in 1:size(a, 2)]...) for i in 1:size(a, 1)]...)

_repeated(s, n) = repeat(s, n)

# A^n for a square matrix.
function _power(A, n)
  _square(A, "^")
  n < 0 && return _power(inv(A), -n)
  result = [i == j ? one(eltype(A)) : zero(eltype(A)) for i in 1:size(A, 1), j in 1:size(A, 1)]
  for i in 1:n
    result = result * A
  end
  result
end

# The seconds that a call takes.
function _elapsed(f)
  before = time()
  f()
  time() - before
end

#: Whether a text holds another.
#= contains("abc", "b") =# #> true
contains(text, part) = occursin(part, text)
