# Activations, softmax and losses, as NNlib 0.6 and Flux 0.9 define them.

_dotted(name) = _raise("Use broadcasting (`$name.(x)`) to apply activation functions to arrays.",
                       "An activation function takes a single number; with a dot it is applied to each entry.")

#: A smooth ramp: the number times the tanh of its softplus.
#= mish(0.0) =# #> 0.0
mish(x) = x * tanh(softplus(x))
mish(x::AbstractArray) = _dotted("mish")

#: The number, but no less than 0 and no more than 6.
#= relu6(7) =# #> 6
relu6(x) = min(relu(x), 6)
relu6(x::AbstractArray) = _dotted("relu6")

#: Positive numbers that add up to 1, the greater the entries: of a matrix for each column.
#= softmax([0.0, 0.0]) == [0.5, 0.5] =# #> true
softmax(xs::AbstractVector) = _softmax(xs, 1)
softmax(xs::AbstractArray; dims = 1) = _softmax(xs, dims)

function _softmax(xs, dims)
  powers = exp.(xs .- maximum(xs, dims = dims))
  powers ./ sum(powers, dims = dims)
end

#: The logarithm of the softmax.
#= logsoftmax([0.0, 0.0])[1] =# #> -0.6931471805599453
logsoftmax(xs::AbstractVector) = _logsoftmax(xs, 1)
logsoftmax(xs::AbstractArray; dims = 1) = _logsoftmax(xs, dims)

function _logsoftmax(xs, dims)
  low = xs .- maximum(xs, dims = dims)
  low .- log.(sum(exp.(low), dims = dims))
end

#: The mean square of the differences.
#= Flux.mse([1.0, 3.0], [1.0, 1.0]) =# #> 2.0
mse(ŷ, y) = sum((ŷ .- y) .^ 2) / length(y)

#: The mean distance.
#= Flux.mae([1.0, 4.0], [1.0, 1.0]) =# #> 1.5
mae(ŷ, y) = sum(abs.(ŷ .- y)) / length(y)

#: The mean surprise at `y` for one who expects the probabilities `ŷ`: over the columns.
#= Flux.crossentropy([0.5, 0.5], [1, 0]) =# #> 0.6931471805599453
crossentropy(ŷ, y; weight = 1) = -sum(y .* log.(ŷ) .* weight) / size(y, 2)

#: The cross entropy of what softmax makes of `ŷ`.
#= Flux.logitcrossentropy([0.0, 0.0], [1, 0]) =# #> 0.6931471805599453
logitcrossentropy(ŷ, y; weight = 1) = -sum(y .* logsoftmax(ŷ) .* weight) / size(y, 2)

#: The surprise at a yes or no for one who expects yes with probability `ŷ`.
#= Flux.binarycrossentropy(0.5, 1) ≈ log(2) =# #> true
binarycrossentropy(ŷ, y; ϵ = 2.220446049250313e-16) = -y * log(ŷ + ϵ) - (1 - y) * log(1 - ŷ + ϵ)
binarycrossentropy(ŷ::AbstractArray, y) = mean(binarycrossentropy.(ŷ, y))

#: The same of the sigmoid of `ŷ`.
#= Flux.logitbinarycrossentropy(0.0, 1) =# #> 0.6931471805599453
logitbinarycrossentropy(ŷ, y) = (1 - y) * ŷ - logσ(ŷ)
logitbinarycrossentropy(ŷ::AbstractArray, y) = mean(logitbinarycrossentropy.(ŷ, y))

#: How far the probabilities `ŷ` are from `y`.
#= Flux.kldivergence([0.5, 0.5], [0.5, 0.5]) =# #> 0.0
kldivergence(ŷ, y) = sum(y .* log.(y)) / size(y, 2) + crossentropy(ŷ, y)

#: The loss of counts `y` where `ŷ` are expected.
#= Flux.poisson([1.0], [1.0]) =# #> 1.0
poisson(ŷ, y) = sum(ŷ .- y .* log.(ŷ)) / size(y, 2)

#: How far predictions are on the wrong side of a margin.
#= Flux.hinge([0.5], [1]) =# #> 0.5
hinge(ŷ, y) = sum(max.(0, 1 .- ŷ .* y)) / size(y, 2)

#: The entries moved and scaled to mean 0 and deviation 1: of a matrix for each column.
#= Flux.normalise([1.0, 3.0]) == [-1.0, 1.0] =# #> true
function normalise(x; dims = 1)
  m = mean(x, dims = dims)
  (x .- m) ./ std(x, dims = dims, mean = m, corrected = false)
end

#: Random weights whose spread fits the number of inputs and outputs.
#= size(Flux.glorot_uniform(2, 3)) =# #> (2, 3)
glorot_uniform(dims...) = (rand(dims...) .- 0.5) .* sqrt(24 / sum(dims))
glorot_normal(dims...) = randn(dims...) .* sqrt(2 / sum(dims))

#: A vector that is true at the place of a label and false elsewhere.
#= sum(Flux.onehot(:b, [:a, :b])) =# #> 1
function onehot(l, labels)
  any(k -> k == l, labels) || _raise("Value $(repr(l)) is not in labels", "Give it a place among the labels.")
  [k == l for k in labels]
end
function onehot(l, labels, unk)
  any(k -> k == l, labels) ? onehot(l, labels) : onehot(unk, labels)
end

#: A column for each label, true at its place.
#= size(Flux.onehotbatch([:a, :b, :a], [:a, :b])) =# #> (2, 3)
onehotbatch(ls, labels, unk...) = hcat([onehot(l, labels, unk...) for l in ls]...)

#: The label with the greatest entry: of a matrix for each column.
#= Flux.onecold([0.1, 0.9], [:a, :b]) =# #> :b
onecold(y::AbstractVector, labels = 1:length(y)) = labels[argmax(y)]
onecold(y::AbstractMatrix, labels = 1:size(y, 1)) = [onecold(y[:, j], labels) for j in 1:size(y, 2)]

#: Cuts data into parts of this many entries.
#= length(Flux.chunk(1:10, 3)) =# #> 3
chunk(xs, n) = [xs[i:min(i + _ceil(length(xs), n) - 1, length(xs))] for i in 1:_ceil(length(xs), n):length(xs)]
_ceil(a, b) = (a + b - 1) ÷ b

