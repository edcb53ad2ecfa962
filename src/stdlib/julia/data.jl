# Data in batches, as Flux has it today.

struct DataLoader
  data
  batchsize
  shuffle
  partial
end

#: Batches of data whose samples lie along the last dimension; the arrays of a tuple are cut alike.
#= [size(x) for x in Flux.DataLoader(ones(2, 10), batchsize = 4)] == [(2, 4), (2, 4), (2, 2)] =# #> true
function DataLoader(data; batchsize = 1, shuffle = false, partial = true)
  batchsize > 0 || throw(ArgumentError("Need positive batchsize"))
  n = _samples(data)
  if batchsize > n
    println("┌ Warning: Number of observations less than batchsize, decreasing the batchsize to $n")
    batchsize = n
  end
  DataLoader(data, batchsize, shuffle, partial)
end

_samples(x::AbstractArray) = size(x, ndims(x))
function _samples(xs)
  counts = [_samples(x) for x in values(xs)]
  all(count == counts[1] for count in counts) ||
    throw(DimensionMismatch("All data should contain same number of observations"))
  counts[1]
end

_taken(x::AbstractArray, at) = x[ntuple(d -> d == ndims(x) ? at : (:), ndims(x))...]
_taken(xs, at) = map(x -> _taken(x, at), xs)

function Base.iterate(d::DataLoader)
  n = _samples(d.data)
  iterate(d, (d.shuffle ? shuffle(1:n) : collect(1:n), 1))
end
function Base.iterate(d::DataLoader, (order, from))
  to = min(from + d.batchsize - 1, length(order))
  from > to && return nothing
  d.partial || to - from + 1 == d.batchsize || return nothing
  (_taken(d.data, order[from:to]), (order, to + 1))
end

function Base.length(d::DataLoader)
  n = _samples(d.data)
  d.partial ? cld(n, d.batchsize) : n ÷ d.batchsize
end

#: The array as a matrix: all dimensions but the last in one.
#= size(Flux.flatten(ones(2, 3, 4))) =# #> (6, 4)
flatten(x::AbstractArray) = reshape(x, :, size(x, ndims(x)))
