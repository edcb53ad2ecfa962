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

#: A read-only view of part of an array.
#= view([1, 2, 3], 2:3) == [2, 3] =# #> true
view(x, places...) = _view(x[places...])

_composed(f, g) = (xs...) -> f(g(xs...))

_negated(f) = (xs...) -> !f(xs...)

⊇(a, b) = issubset(b, a)
∋(xs, x) = x in xs
≉(a, b) = !isapprox(a, b)

# Walks through structs with methods of `iterate`, which may have no end.
struct _Taken
  of
  count
end
_taken(of, count) = _Taken(of, count)
Base.iterate(t::_Taken) = t.count < 1 ? nothing : _next(iterate(t.of), 1)
Base.iterate(t::_Taken, s) = s[2] >= t.count ? nothing : _next(iterate(t.of, s[1]), s[2] + 1)
_next(step, count) = step === nothing ? nothing : (step[1], (step[2], count))

struct _Numbered
  of
end
_numbered(of) = _Numbered(of)
Base.iterate(e::_Numbered) = _count(iterate(e.of), 1)
Base.iterate(e::_Numbered, s) = _count(iterate(e.of, s[1]), s[2] + 1)
_count(step, count) = step === nothing ? nothing : ((count, step[1]), (step[2], count))

struct _Zipped
  of
end
_zipped(of...) = _Zipped(of)
Base.iterate(z::_Zipped) = _together(map(iterate, z.of))
Base.iterate(z::_Zipped, states) = _together(map(iterate, z.of, states))
_together(steps) = any(step -> step === nothing, steps) ? nothing :
  (map(step -> step[1], steps), map(step -> step[2], steps))

#: Combines the entries from right to left.
#= foldr(-, (10, 2, 3)) =# #> 11
foldr(op, xs; init = _none) =
  init === _none ? foldl((a, b) -> op(b, a), reverse(collect(xs))) :
                   foldl((a, b) -> op(b, a), reverse(collect(xs)), init = init)

#: Applies a function to each entry and combines the results.
#= mapreduce(abs2, +, [1, 2, 3]) =# #> 14
mapreduce(f, op, xs; init = _none, dims = nothing) =
  init === _none ? reduce(op, map(f, xs), dims = dims) : reduce(op, map(f, xs), init = init, dims = dims)
mapfoldl(f, op, xs; init = _none) = mapreduce(f, op, xs, init = init)
mapfoldr(f, op, xs; init = _none) = foldr(op, map(f, xs), init = init)

#: The differences between neighbouring entries.
#= diff([1, 4, 9]) == [3, 5] =# #> true
diff(v::AbstractVector) = v[2:end] - v[1:end-1]
diff(M::AbstractMatrix; dims) = dims == 1 ? M[2:end, :] - M[1:end-1, :] : M[:, 2:end] - M[:, 1:end-1]

#: The smallest and the largest entry.
#= extrema([3, 1, 2]) =# #> (1, 3)
extrema(xs; dims = nothing) =
  dims === nothing ? (minimum(xs), maximum(xs)) : tuple.(minimum(xs, dims = dims), maximum(xs, dims = dims))
extrema(f, xs) = extrema(map(f, xs))

# A place in an array, one index for each dimension.
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

#: The largest entry and its index.
#= findmax([1, 3, 2]) =# #> (3, 2)
findmax(xs; dims = 0) = _found((a, b) -> isless(b, a), xs, dims)

#: The smallest entry and its index.
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

#: The index of the largest entry; with a function as the first argument, the entry that maximises it.
#= argmax([1, 3, 2]) =# #> 2
argmax(xs; dims = 0) = findmax(xs, dims = dims)[2]
argmax(f, xs) = collect(xs)[argmax(map(f, xs))]

#: The index of the smallest entry; with a function as the first argument, the entry that minimises it.
#= argmin([2, 1, 3]) =# #> 2
argmin(xs; dims = 0) = findmin(xs, dims = dims)[2]
argmin(f, xs) = collect(xs)[argmin(map(f, xs))]

#: The index of the first entry for which a function returns true, or `nothing`.
#= findfirst(iseven, [1, 4, 6]) =# #> 2
function findfirst(f, xs)
  for (i, x) in enumerate(xs)
    f(x) && return i
  end
  nothing
end
findfirst(part::AbstractString, text::AbstractString) = findnext(part, text, 1)
findfirst(c::Char, text::AbstractString) = findfirst(x -> x == c, text)
findfirst(f, text::AbstractString) = _keyed(findfirst(f, collect(text)), text)
findfirst(mask) = findfirst(identity, mask)

#: The index of the last entry for which a function returns true, or `nothing`.
#= findlast(iseven, [1, 4, 6]) =# #> 3
function findlast(f, xs)
  last = nothing
  for (i, x) in enumerate(xs)
    f(x) && (last = i)
  end
  last
end
findlast(c::Char, text::AbstractString) = findlast(x -> x == c, text)
findlast(f, text::AbstractString) = _keyed(findlast(f, collect(text)), text)
function findlast(part::AbstractString, text::AbstractString)
  places = findall(part, text, true)
  isempty(places) ? nothing : places[end]
end
findlast(mask) = findlast(identity, mask)

# The index of the character with this number in a string.
_keyed(number, text) = number === nothing ? nothing : eachindex(text)[number]

#: The indices of the first part of a string that equals another, from an index onwards, or `nothing`.
#= findnext("l", "hello", 4) =# #> 4:4
function findnext(part::AbstractString, text::AbstractString, from)
  isempty(part) && return from:from-1
  from > ncodeunits(text) && return nothing
  at = _matched(part, text, from)
  at == 0 ? nothing : (at:at+lastindex(part)-1)
end
function findnext(f, xs, from)
  for i in from:lastindex(xs)
    (!(xs isa AbstractString) || isvalid(xs, i)) && f(xs[i]) && return i
  end
  nothing
end
findnext(c::Char, text::AbstractString, from) = findnext(x -> x == c, text, from)

#: The index of the last entry up to an index for which a function returns true, or `nothing`.
#= findprev(iseven, [2, 3, 4, 5], 3) =# #> 3
function findprev(f, xs, from)
  for i in from:-1:1
    (!(xs isa AbstractString) || isvalid(xs, i)) && f(xs[i]) && return i
  end
  nothing
end

#: The index of the character after an index of a string.
#= nextind("αβ", 1) =# #> 3
function nextind(s, i, n = 1)
  while n > 0
    i += 1
    (!(s isa AbstractString) || i > ncodeunits(s) || isvalid(s, i)) && (n -= 1)
  end
  i
end

#: The index of the character before an index of a string.
#= prevind("αβ", 3) =# #> 1
function prevind(s, i, n = 1)
  while n > 0
    i -= 1
    (!(s isa AbstractString) || i < 1 || isvalid(s, i)) && (n -= 1)
  end
  i
end

#: The index at which the character around an index of a string begins.
#= thisind("αβ", 4) =# #> 3
thisind(s, i) = 1 <= i <= ncodeunits(s) && !isvalid(s, i) ? prevind(s, i) : i

#: The indices of all entries for which a function returns true.
#= findall(isodd, [1, 2, 3]) == [1, 3] =# #> true
function findall(f, xs)
  places = Int[]
  for (i, x) in enumerate(xs)
    f(x) && push!(places, i)
  end
  xs isa AbstractArray && ndims(xs) > 1 ? [_place(xs, i) for i in places] : places
end
findall(f, text::AbstractString) = eachindex(text)[findall(f, collect(text))]
findall(c::Char, text::AbstractString) = findall(x -> x == c, text)
function findall(part::AbstractString, text::AbstractString, overlap = false)
  places = []
  at = findnext(part, text, 1)
  while at !== nothing
    push!(places, at)
    at = findnext(part, text, nextind(text, overlap ? first(at) : last(at)))
  end
  isempty(places) ? UnitRange[] : [place for place in places]
end
findall(mask) = findall(identity, mask)

#: Whether the entries are sorted.
#= issorted([1, 2, 2]) =# #> true
issorted(xs) = all(i -> !isless(xs[i+1], xs[i]), 1:length(xs)-1)

#: Whether all entries are different.
#= allunique([1, 2, 1]) =# #> false
allunique(xs) = length(unique(xs)) == length(xs)

#: The entries that both containers have.
#= intersect([1, 2, 3], [2, 3, 4]) == [2, 3] =# #> true
intersect(a, b) = unique(filter(x -> x in b, a))

#: The entries that at least one of the containers has.
#= union([1, 2], [2, 3]) == [1, 2, 3] =# #> true
union(a, b) = unique([collect(a); collect(b)])

#: The entries of the first container that are not in the second.
#= setdiff([1, 2, 3], [2]) == [1, 3] =# #> true
setdiff(a, b) = unique(filter(x -> !(x in b), a))

#: Whether every entry of the first container is in the second.
#= issubset([1, 2], 1:3) =# #> true
issubset(a, b) = all(x -> x in b, a)

#: The indices of the entries.
#= eachindex([5, 6]) =# #> 1:2
eachindex(xs) = xs isa AbstractString ? keys(xs) : 1:length(xs)

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

#: The entries shifted by a number of places; those that leave at one end return at the other.
#= circshift([1, 2, 3], 1) == [3, 1, 2] =# #> true
circshift(v::AbstractVector, n) = v[mod.((1:length(v)) .- 1 .- n, length(v)) .+ 1]

#: An entry, or a default if there is none.
#= get([1, 2], 5, 0) =# #> 0
get(xs::AbstractArray, i::Integer, default) = 1 <= i <= length(xs) ? xs[i] : default

#: A new array of the same type, and of the same size or another.
#= size(similar([1 2; 3 4])) =# #> (2, 2)
similar(x, sizes...) = zeros(eltype(data(x)), (isempty(sizes) ? size(x) : sizes)...)

#: An array filled with `true`.
#= all(trues(2, 2)) =# #> true
trues(sizes...) = fill(true, sizes...)

#: An array filled with `false`.
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

#: Removes the entries for which a function does not return true, in place.
#= filter!(isodd, [1, 2, 3]) == [1, 3] =# #> true
filter!(f, v) = deleteat!(v, findall(x -> !f(x), v))

#: The results of a function for every combination of entries of several containers, as a matrix.
#= Iterators.product(1:2, 3:4)[2, 1] =# #> (2, 3)
product(a, b) = [(x, y) for x in a, y in b]
product(a, b, c) = [(x, y, z) for x in a, y in b, z in c]

#: The entries of several containers, one container after another.
#= Iterators.flatten([[1, 2], [3]]) == [1, 2, 3] =# #> true
flatten(xss) = [x for xs in xss for x in xs]

#: The entries in groups of a given size.
#= length(Iterators.partition(1:5, 2)) =# #> 3
partition(xs, n) = [xs[i:min(i + n - 1, length(xs))] for i in 1:n:length(xs)]

#: The quotient and the remainder.
#= divrem(7, 2) =# #> (3, 1)
divrem(a, b) = (a ÷ b, a % b)

#: The quotient, rounded down.
#= fld(-7, 2) =# #> -4
fld(a, b) = (a - mod(a, b)) ÷ b

#: The quotient, rounded up.
#= cld(7, 2) =# #> 4
cld(a, b) = -fld(-a, b)

#: The quotient rounded down, and its remainder.
#= fldmod(-7, 2) =# #> (-4, 1)
fldmod(a, b) = (fld(a, b), mod(a, b))

#: The remainder, counted from 1.
#= mod1(6, 3) =# #> 3
mod1(a, b) = mod(a - 1, b) + 1

#: The number of ways to choose `k` of `n` things.
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

#: The remainder of a power, as `mod(x^p, m)`.
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

#: The square root, rounded down.
#= isqrt(17) =# #> 4
isqrt(n::Integer) = floor(Int, sqrt(n))

#: The digits of an integer, the least significant first.
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

#: The number of digits of an integer.
#= ndigits(123) =# #> 3
ndigits(n::Integer; base = 10) = length(digits(n, base = base))

#: Converts degrees to radians.
#= deg2rad(180) =# #> 3.141592653589793
deg2rad(x) = x * (π / 180)

#: Converts radians to degrees.
#= rad2deg(π) =# #> 180.0
rad2deg(x) = x * (180 / π)

#: The sine and the cosine.
#= sincos(0) =# #> (0.0, 1.0)
sincos(x) = (sin(x), cos(x))

#: The first argument with the sign of the second.
#= copysign(3, -1) =# #> -3
copysign(x, y) = y < 0 ? -abs(x) : abs(x)

#: Whether the sign of a number is negative.
#= signbit(-1) =# #> true
signbit(x) = x < 0

#: The distance from 1, or from `x`, to the next larger Float64.
#= eps() =# #> 2.220446049250313e-16
eps(T = Float64) = T === Float32 ? 1.1920929f-7 : 2.220446049250313e-16
eps(x::Real) = max(2.0^(floor(log2(abs(x))) - 52), 5.0e-324)
eps(x::Float32) = max(2.0f0^(floor(log2(abs(x))) - 23), 1.0f-45)

#: The largest number of a type.
#= typemax(Int) =# #> 9223372036854775807
typemax(T) = T === Int ? 9223372036854775807 : T === Bool ? true : T === Float32 ? Inf32 : Inf

#: The smallest number of a type.
#= typemin(Float64) =# #> -Inf
typemin(T) = T === Int ? -9223372036854775807 - 1 : T === Bool ? false : T === Float32 ? -Inf32 : -Inf

#: The string with its first letter in upper case.
#= uppercasefirst("abc") =# #> "Abc"
uppercasefirst(s) = isempty(s) ? s : uppercase(first(s, 1)) * last(s, length(s) - 1)

#: The string with its first letter in lower case.
#= lowercasefirst("Abc") =# #> "abc"
lowercasefirst(s) = isempty(s) ? s : lowercase(first(s, 1)) * last(s, length(s) - 1)

#: The string with the first letter of each word in upper case.
#= titlecase("ab cd") =# #> "Ab Cd"
titlecase(s) = join(map(w -> uppercasefirst(lowercase(w)), split(s, " ")), " ")

#: The string without its final line break.
#= chomp("ab\n") =# #> "ab"
chomp(s) = endswith(s, "\n") ? chop(s) : s

#: The string without its last character.
#= chop("abc") =# #> "ab"
chop(s; head = 0, tail = 1) = join(collect(s)[1+head:end-tail])

#: The string with one part replaced by another; or a container with such entries.
#= replace("a-b", ("-", "+")) =# #> "a+b"
replace(s::AbstractString, pair) = join(split(s, pair[1]), pair[2])
replace(xs::AbstractArray, pairs...) = map(x -> _replaced(x, pairs), xs)

function _replaced(x, pairs)
  for (old, new) in pairs
    isequal(x, old) && return new
  end
  x
end

#: The value, converted to a type.
#= convert(Float64, 1) =# #> 1.0
convert(T, x) = x isa T ? x : T(x)

#: The values, converted to a common type.
#= promote(1, 2.5) =# #> (1.0, 2.5)
promote(xs...) = Tuple([xs...])

#: The common type of numbers of these types.
#= promote_type(Int, Float64) =# #> Float64
promote_type(types...) = eltype([map(zero, types)...])

#: The step between neighbouring entries of a range.
#= step(1:2:9) =# #> 2
step(r) = length(r) > 1 ? r[2] - r[1] : one(eltype(r))

#: -1, 0 or 1: whether the first value is less than, equal to or greater than the second.
#= cmp("a", "b") =# #> -1
cmp(x, y) = isless(x, y) ? -1 : isless(y, x) ? 1 : 0

#: The results of a function for 1, 2 …, as a tuple.
#= ntuple(i -> i^2, 3) =# #> (1, 4, 9)
ntuple(f, n::Integer) = Tuple([f(i) for i in 1:n])

#: The smaller and the larger of two values.
#= minmax(3, 1) =# #> (1, 3)
minmax(x, y) = isless(y, x) ? (y, x) : (x, y)

#: Removes the entry at an index from a vector.
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

#: Whether a value is `nothing`.
#= isnothing(nothing) =# #> true
isnothing(x) = x === nothing

#: The reciprocal of a number, or the inverse of a matrix.
#= inv([2.0 0.0; 0.0 4.0]) == [0.5 0.0; 0.0 0.25] =# #> true
inv(x::Number) = 1 / x
function inv(A::AbstractMatrix)
  _square(A, "inv")
  _regular(A)
  _array("inv", A)
end

function _square(A, name)
  size(A, 1) == size(A, 2) || _raise(
    "DimensionMismatch(\"matrix is not square: dimensions are $(size(A))\")",
    "`$name` takes a matrix with as many rows as columns.")
  size(A, 1)
end

# The solution X of A * X = B; the best one if there is none.
function _solve(A, B)
  size(A, 1) == size(B, 1) || _raise(
    "DimensionMismatch(\"B has leading dimension $(size(B, 1)), but needs $(size(A, 1))\")",
    "Both sides must have equally many rows.")
  ndims(A) == 2 || return _solve(reshape(A, :, 1), B)
  size(A, 1) == size(A, 2) || return _least(A, B)
  _regular(A)
  ndims(B) == 1 ? vec(_array("solve", A, reshape(B, :, 1))) : _array("solve", A, B)
end

# Raises an error if a square matrix has no inverse.
function _regular(A)
  k = _zero_pivot(A)
  k == 0 || _raise("LinearAlgebra.SingularException($k)",
                   "This matrix has no inverse: one of its rows is a combination of the others.")
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

#: The Kronecker product: each entry of the first matrix times the whole second one.
#= kron([1 2], [1, 10]) == [1 2; 10 20] =# #> true
kron(a::AbstractVector, b::AbstractVector) = [x * y for x in a for y in b]
kron(a::AbstractVector, b::AbstractMatrix) = kron(reshape(a, :, 1), b)
kron(a::AbstractMatrix, b::AbstractVector) = kron(a, reshape(b, :, 1))
kron(a, b, c, more...) = kron(kron(a, b), c, more...)
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

#: Whether a string contains another.
#= contains("abc", "b") =# #> true
contains(text, part) = occursin(part, text)

struct _Passed
end
Base.show(io::IO, t::_Passed) = print(io, "Test Passed")
_passed = _Passed()

#: Applies a function to each entry, as `f.(…)` does.
#= broadcast(+, [1, 2], 10) == [11, 12] =# #> true
broadcast(f, xs...) = f.(xs...)
function broadcast!(f, target, xs...)
  target .= f.(xs...)
  target
end

#: A copy in which nothing is shared with the original.
#= a = [[1], [2]]; b = deepcopy(a); b[1][1] = 9; a[1][1] =# #> 1
deepcopy(x) = x
deepcopy(x::AbstractArray) = istracked(x) ? param(data(x)) : _deep(x)
_deep(x) = (y = copy(x); eltype(x) <: Number || foreach(i -> y[i] = deepcopy(x[i]), 1:length(x)); y)
deepcopy(x::Tuple) = map(deepcopy, x)
deepcopy(d::Dict) = (copied = merge(d); foreach(k -> copied[k] = deepcopy(d[k]), collect(keys(d))); copied)

#: The result of a function for each slice along a dimension, put together again.
#= mapslices(sum, [1 2; 3 4], dims = 1) == [4 6] =# #> true
function mapslices(f, A; dims)
  d = dims isa Integer ? dims : dims[1]
  slices = d == 1 ? [f(A[:, j]) for j in 1:size(A, 2)] : [f(A[i, :]) for i in 1:size(A, 1)]
  column(x) = x isa AbstractArray ? reshape(x, :, 1) : reshape([x], 1, 1)
  columns = hcat(map(column, slices)...)
  d == 1 ? columns : permutedims(columns)
end

#: A number as one of the type of another.
#= oftype(1.0, 2) =# #> 2.0
oftype(x, y) = convert(typeof(x), y)

#: The index of the first entry.
#= firstindex([4, 5]) =# #> 1
firstindex(x) = 1
firstindex(x, d) = 1

#: The entries without their last, or those from an index on.
#= Iterators.rest([1, 2, 3], 2) == [2, 3] =# #> true
rest(xs, state) = collect(xs)[state:end]

#: A set: each value once.
#= length(Set([1, 2, 2])) =# #> 2
struct Set{T}
  entries
end
Set() = Set{Any}(Dict{Any,Any}())
Set(xs) = push!(Set{eltype(collect(xs))}(), xs...)
Set{T}() where T = Set{T}(Dict{T,Any}())
Set{T}(xs::AbstractArray) where T = push!(Set{T}(), xs...)
Base.length(s::Set) = length(s.entries)
Base.isempty(s::Set) = isempty(s.entries)
Base.iterate(s::Set) = iterate(collect(keys(s.entries)))
Base.iterate(s::Set, state) = iterate(collect(keys(s.entries)), state)
Base.in(x, s::Set) = haskey(s.entries, x)
Base.eltype(s::Set{T}) where T = T
Base.:(==)(a::Set, b::Set) = length(a) == length(b) && all(x -> x in b, a)
Base.copy(s::Set) = Set(collect(s))
Base.show(io::IO, s::Set) = print(io, "Set(", repr(collect(s)), ")")
function Base.push!(s::Set, xs...)
  foreach(x -> s.entries[x] = nothing, xs)
  s
end
function Base.delete!(s::Set, x)
  delete!(s.entries, x)
  s
end
Base.union(a::Set, b) = Set([collect(a); collect(b)])
Base.intersect(a::Set, b) = Set([x for x in a if x in b])
Base.setdiff(a::Set, b) = Set([x for x in a if !(x in b)])
Base.issubset(a::Set, b) = all(x -> x in b, a)
Base.union!(a::Set, b) = push!(a, b...)
union!(a::AbstractVector, b) = append!(a, [x for x in unique(b) if !(x in a)])

# A value that is not known.
struct Missing
end
missing = Missing()
Base.show(io::IO, m::Missing) = print(io, "missing")
Base.:+(a::Missing, b) = missing
Base.:+(a::Number, b::Missing) = missing
Base.:-(a::Missing, b) = missing
Base.:-(a::Number, b::Missing) = missing
Base.:-(a::Missing) = missing
Base.:*(a::Missing, b) = missing
Base.:*(a::Number, b::Missing) = missing
Base.:/(a::Missing, b) = missing
Base.:/(a::Number, b::Missing) = missing
Base.:^(a::Missing, b) = missing
Base.:(==)(a::Missing, b) = missing
Base.:(==)(a, b::Missing) = missing
Base.:<(a::Missing, b) = missing
Base.:<(a::Number, b::Missing) = missing
Base.:>(a::Missing, b) = missing
Base.:>(a::Number, b::Missing) = missing

#: Whether a value is `missing`.
#= ismissing(missing) =# #> true
ismissing(x) = x === missing

#: The entries that are not `missing`.
#= sum(skipmissing([1, missing])) =# #> 1
skipmissing(xs) = [x for x in xs if !ismissing(x)]

#: The first argument that is not `missing`.
#= coalesce(missing, 2) =# #> 2
function coalesce(xs...)
  for x in xs
    ismissing(x) || return x
  end
  missing
end

# Matrices along the diagonal of a larger one, which is zero elsewhere: `cat(A, B, dims = (1, 2))`.
function _blocks(dims, xs...)
  sort(collect(dims)) == [1, 2] || _raise("ArgumentError: cat along the dimensions $(repr(dims))",
    "Here arrays are joined along one dimension, or along `(1, 2)`.")
  whole = fill(zero(eltype(xs[1])), sum(size(x, 1) for x in xs), sum(size(x, 2) for x in xs))
  row = column = 0
  for x in xs
    whole[row+1:row+size(x, 1), column+1:column+size(x, 2)] = x
    row += size(x, 1)
    column += size(x, 2)
  end
  whole
end
