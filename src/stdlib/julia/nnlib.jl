# Normalisation and one-hot vectors, as NNlib 0.6 and Flux 0.9 define them.

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

