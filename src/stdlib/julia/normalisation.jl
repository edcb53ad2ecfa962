# Layers that normalise, and layers that act only during training, as Flux 0.9 has them.

mutable struct Dropout
  p
  dims
  active
end

_probability(p) = 0 <= p <= 1 || _raise("AssertionError: 0 ≤ p ≤ 1", "It is a probability.")

#: A layer that, during training, sets each entry to zero with probability `p` and scales the others up; with `dims` alike along the other dimensions.
#= Flux.testmode!(Dropout(0.5))([1, 2]) == [1, 2] =# #> true
function Dropout(p; dims = :)
  _probability(p)
  Dropout(p, dims, true)
end
(a::Dropout)(x) = a.active ? dropout(x, a.p, dims = a.dims) : x
Base.show(io::IO, a::Dropout) = print(io, "Dropout(", a.p, a.dims === (:) ? "" : ", dims = $(a.dims)", ")")

#: Sets each entry to zero with probability `p` and scales the others up.
#= Flux.dropout([1, 2], 0) == [1, 2] =# #> true
function dropout(x, p; dims = :)
  sizes = dims === (:) ? size(x) : ntuple(i -> i in dims ? size(x, i) : 1, ndims(x))
  x .* reshape([rand() > p ? 1 / (1 - p) : 0.0 for i in 1:prod(sizes)], sizes)
end

mutable struct AlphaDropout
  p
  active
end

#: Dropout for networks of `selu` units: mean and variance stay as they are.
#= Flux.testmode!(AlphaDropout(0.5))([1, 2]) == [1, 2] =# #> true
function AlphaDropout(p)
  _probability(p)
  AlphaDropout(p, true)
end
function (a::AlphaDropout)(x)
  a.active || return x
  # What selu tends to far to the left.
  low = -1.0507009873554805 * 1.6732632423543772
  kept = reshape([randn() > 1 - a.p for i in 1:length(x)], size(x))
  A = sqrt(a.p + a.p * (1 - a.p) * low^2)
  A .* (x .* kept .+ low .* (1 .- kept)) .- A * low * (1 - a.p)
end
Base.show(io::IO, a::AlphaDropout) = print(io, "AlphaDropout(", a.p, ")")

#: Switches a model from training to testing, for example without dropout; with `false` back again.
#= Flux.testmode!(Dropout(0.5)).active =# #> false
function testmode!(m, test = true)
  any(T -> m isa T, (Dropout, AlphaDropout, BatchNorm, InstanceNorm, GroupNorm)) && (m.active = !test)
  foreach(child -> testmode!(child, test), children(m))
  m
end

mutable struct BatchNorm
  λ
  β
  γ
  μ
  σ²
  ϵ
  momentum
  active
end
_treelike(BatchNorm, :λ, :β, :γ)

# The last dimension but one has the channels.
function _along_channels(v, x)
  n = ndims(x)
  reshape(v, ntuple(i -> i == n - 1 ? size(x, n - 1) : 1, n))
end
_expected(name, n, x) = size(x, ndims(x) - 1) == n || error(
  "$name expected $n channels, got $(size(x, ndims(x) - 1))")

# What all three do: `x` normalised over some of its dimensions, and the statistics for later, averaged over the samples.
function _normalised(l, x, dims, kept)
  l.active || return (x .- kept(l.μ)) ./ sqrt.(kept(l.σ²) .+ l.ϵ)
  m = prod(map(d -> size(x, d), dims))
  μ = mean(x, dims = dims)
  σ² = sum((x .- μ) .^ 2, dims = dims) ./ m
  l.μ = _moved(l.μ, l.momentum, data(μ), 1)
  l.σ² = _moved(l.σ², l.momentum, data(σ²), m / (m - 1))
  (x .- μ) ./ sqrt.(σ² .+ l.ϵ)
end
_moved(old, momentum, new, factor) =
  (1 - momentum) .* old .+ momentum * factor .* reshape(mean(reshape(new, length(old), :), dims = 2), size(old))
_scaled(l, y) = l.λ.(_along_channels(l.γ, y) .* y .+ _along_channels(l.β, y))
_activated(l) = l.λ === identity ? "" : ", λ = $(l.λ)"

#: A layer that normalises each channel over a batch, then scales and shifts it.
#= size(BatchNorm(2)([1.0 3.0; 2.0 6.0])) =# #> (2, 2)
BatchNorm(chs::Integer, λ = identity; initβ = zeros, initγ = ones, ϵ = 1e-5, momentum = 0.1) =
  BatchNorm(λ, param(initβ(chs)), param(initγ(chs)), zeros(chs), ones(chs), ϵ, momentum, true)
function (l::BatchNorm)(x)
  _expected("BatchNorm", length(l.β), x)
  _scaled(l, _normalised(l, x, [1:ndims(x)-2; ndims(x)], v -> _along_channels(v, x)))
end
Base.show(io::IO, l::BatchNorm) = print(io, "BatchNorm(", length(l.β), _activated(l), ")")

mutable struct InstanceNorm
  λ
  β
  γ
  μ
  σ²
  ϵ
  momentum
  active
end
_treelike(InstanceNorm, :λ, :β, :γ)

#: A layer that normalises each channel of each sample, then scales and shifts it.
#= size(InstanceNorm(2)(ones(4, 2, 3))) =# #> (4, 2, 3)
InstanceNorm(chs::Integer, λ = identity; initβ = zeros, initγ = ones, ϵ = 1e-5, momentum = 0.1) =
  InstanceNorm(λ, param(initβ(chs)), param(initγ(chs)), zeros(chs), ones(chs), ϵ, momentum, true)
function (l::InstanceNorm)(x)
  _expected("InstanceNorm", length(l.β), x)
  ndims(x) > 2 || error(
    "InstanceNorm requires at least 3 dimensions. With 2 dimensions an array of zeros would be returned")
  _scaled(l, _normalised(l, x, _spatial(x), v -> _along_channels(v, x)))
end
Base.show(io::IO, l::InstanceNorm) = print(io, "InstanceNorm(", length(l.β), _activated(l), ")")

mutable struct GroupNorm
  G
  λ
  β
  γ
  μ
  σ²
  ϵ
  momentum
  active
end
_treelike(GroupNorm, :λ, :β, :γ)

#: A layer that normalises groups of channels of each sample, then scales and shifts each channel.
#= size(GroupNorm(4, 2)(ones(3, 4, 2))) =# #> (3, 4, 2)
GroupNorm(chs::Integer, G::Integer, λ = identity; initβ = zeros, initγ = ones, ϵ = 1e-5, momentum = 0.1) =
  GroupNorm(G, λ, param(initβ(chs)), param(initγ(chs)), zeros(G, 1), ones(G, 1), ϵ, momentum, true)
function (l::GroupNorm)(x)
  _expected("GroupNorm", length(l.β), x)
  ndims(x) > 2 || error("Need to pass at least 3 channels for Group Norm to work")
  channels = size(x, ndims(x) - 1)
  channels % l.G == 0 || error(
    "The number of groups ($(l.G)) must divide the number of channels ($channels)")
  y = reshape(x, size(x)[1:end-2]..., channels ÷ l.G, l.G, size(x, ndims(x)))
  _scaled(l, reshape(_normalised(l, y, _spatial(y), v -> _along_channels(v, y)), size(x)))
end
Base.show(io::IO, l::GroupNorm) = print(io, "GroupNorm(", length(l.β), ", ", l.G, _activated(l), ")")
