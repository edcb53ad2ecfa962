# Normalisation and one-hot vectors, as NNlib 0.6 and Flux 0.9 define them.

data(x) = Tracker.data(x)
jacobian(f, x) = Tracker.jacobian(f, x)

# What flows back through them, for the adjoint of the result.
function ∇softmax(Δ, xs)
  s = softmax(xs)
  s .* (Δ .- sum(Δ .* s, dims = 1))
end
∇logsoftmax(Δ, xs) = Δ .- sum(Δ, dims = 1) .* softmax(xs)

#: The entries normalised to mean 0 and standard deviation 1, for each column of a matrix.
#= Flux.normalise([1.0, 3.0]) == [-1.0, 1.0] =# #> true
function normalise(x; dims = 1)
  m = mean(x, dims = dims)
  (x .- m) ./ std(x, dims = dims, mean = m, corrected = false)
end

#: A one-hot vector: true at the position of a label, false elsewhere.
#= sum(Flux.onehot(:b, [:a, :b])) =# #> 1
function onehot(l, labels)
  any(k -> k == l, labels) || _raise("Value $(repr(l)) is not in labels", "Give it a place among the labels.")
  [k == l for k in labels]
end
function onehot(l, labels, unk)
  any(k -> k == l, labels) ? onehot(l, labels) : onehot(unk, labels)
end

#: A matrix with a one-hot column for each label.
#= size(Flux.onehotbatch([:a, :b, :a], [:a, :b])) =# #> (2, 3)
onehotbatch(ls, labels, unk...) = hcat([onehot(l, labels, unk...) for l in ls]...)

#: The label of the largest entry, for each column of a matrix.
#= Flux.onecold([0.1, 0.9], [:a, :b]) =# #> :b
onecold(y::AbstractVector, labels = 1:length(y)) = labels[argmax(y)]
onecold(y::AbstractMatrix, labels = 1:size(y, 1)) = [onecold(y[:, j], labels) for j in 1:size(y, 2)]

#: Splits data into this number of parts.
#= length(Flux.chunk(1:10, 3)) =# #> 3
chunk(xs, n) = [xs[i:min(i + _ceil(length(xs), n) - 1, length(xs))] for i in 1:_ceil(length(xs), n):length(xs)]
_ceil(a, b) = (a + b - 1) ÷ b


#: The array with a further dimension of size 1.
#= size(Flux.unsqueeze([1, 2], 1)) =# #> (1, 2)
unsqueeze(xs, dim) = reshape(xs, size(xs)[1:dim-1]..., 1, size(xs)[dim:end]...)

#: Arrays joined along a new dimension.
#= size(Flux.stack([[1, 2], [3, 4], [5, 6]], 1)) =# #> (3, 2)
stack(xs, dim) = cat([unsqueeze(x, dim) for x in xs]..., dims = dim)

#: The slices of an array along a dimension.
#= Flux.unstack([1 2; 3 4], 2) == [[1, 3], [2, 4]] =# #> true
unstack(xs, dim) = [xs[[d == dim ? i : (:) for d in 1:ndims(xs)]...] for i in 1:size(xs, dim)]

#: Samples joined along a new last dimension.
#= Flux.batch([[1, 2], [3, 4]]) == [1 3; 2 4] =# #> true
batch(xs) = first(xs) isa AbstractArray ? stack(xs, ndims(first(xs)) + 1) : collect(xs)

#: Sequences, padded to one length, as a sequence of batches.
#= Flux.batchseq([[1, 2], [3]], 0) == [[1, 3], [2, 0]] =# #> true
function batchseq(xs, pad = nothing, n = maximum(length(x) for x in xs))
  padded = [i <= length(x) ? x[i] : pad for x in xs, i in 1:n]
  [batch([padded[j, i] for j in 1:length(xs)]) for i in 1:n]
end

#: How often each entry occurs.
#= Flux.frequencies(["a", "b", "a"])["a"] =# #> 2
function frequencies(xs)
  counts = Dict{eltype(xs),Int}()
  for x in xs
    counts[x] = get(counts, x, 0) + 1
  end
  counts
end

#: Overwrites the parameters of a model with other arrays.
#= m = Dense(2, 1); Flux.loadparams!(m, [[1.0 2.0], [3.0]]); m([1, 1]).data == [6.0] =# #> true
function loadparams!(m, xs)
  for (p, x) in zip(params(m), xs)
    size(p) == size(x) || error("Expected param size $(size(p)), got $(size(x))")
    copyto!(data(p), data(x))
  end
end
