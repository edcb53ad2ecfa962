# Places in arrays, and arrays of places.

Base.getindex(i::CartesianIndex, k) = i.I[k]
Base.length(i::CartesianIndex) = length(i.I)
Base.:+(a::CartesianIndex, b::CartesianIndex) = CartesianIndex(map(+, a.I, b.I)...)
Base.:-(a::CartesianIndex, b::CartesianIndex) = CartesianIndex(map(-, a.I, b.I)...)

#: All places of an array or of the given sizes, in its shape.
#= CartesianIndices((2, 2))[2, 1] =# #> CartesianIndex(2, 1)
CartesianIndices(xs::AbstractArray) = CartesianIndices(size(xs))
function CartesianIndices(sizes::Tuple)
  places = map(n -> n isa Integer ? (1:n) : n, sizes)
  [CartesianIndex(place...) for place in Iterators.product(places...)]
end

#: The part of an array with this index along a dimension, to be read.
#= selectdim([1 2; 3 4], 1, 2) == [3, 4] =# #> true
selectdim(xs, d, i) = _view(xs[ntuple(k -> k == d ? i : (:), ndims(xs))...])

#: So many numbers from a first to a last, evenly spaced.
#= LinRange(0, 1, 3) == [0, 0.5, 1] =# #> true
LinRange(from, to, n) = range(from, stop = to, length = n)

#: The sine of π times a number, without rounding π.
#= (sinpi(1), sinpi(0.5)) =# #> (0.0, 1.0)
function sinpi(x)
  x isa Integer && return 0.0
  r = x - 2 * round(x / 2)
  a = abs(r)
  a < 0.25 ? sin(π * r) : a <= 0.75 ? sign(r) * cos(π * (0.5 - a)) : sign(r) * sin(π * (1 - a))
end

#: The cosine of π times a number, without rounding π.
#= (cospi(1), cospi(0.5)) =# #> (-1.0, 0.0)
function cospi(x)
  x isa Integer && return iseven(x) ? 1.0 : -1.0
  a = abs(x - 2 * round(x / 2))
  a <= 0.25 ? cos(π * a) : a < 0.75 ? sin(π * (0.5 - a)) : -cos(π * (1 - a))
end

PermutedDimsArray(xs, order) = permutedims(xs, order)
