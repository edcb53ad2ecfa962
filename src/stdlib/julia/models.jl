# Models as trees: their arrays converted, gathered in a vector, and put back.

#: A model of the same kind with a function applied to everything in it that has no parts: arrays, numbers, functions.
#= mapleaves(x -> x isa Number ? 2x : x, (1, (2, 3))) =# #> (2, (4, 6))
mapleaves(f, x) = _mapped(f, x, _Memory())
fmap(f, x) = mapleaves(f, x)
function _mapped(f, x, seen)
  known = _recall(seen, x, nothing)
  known === nothing || return known[1]
  parts = children(x)
  y = isempty(parts) ? f(x) : mapchildren(part -> _mapped(f, part, seen), x)
  _keep(seen, x, (y,))
  y
end

#: A value of the same kind with a function applied to its parts.
#= Flux.mapchildren(x -> x + 1, (1, 2)) =# #> (2, 3)
mapchildren(f, x) = _with_parts(x, map(f, children(x)))
mapchildren(f, m::Recur) = Recur(map(f, children(m))...)

_isnumeric(x) = x isa AbstractArray && (isempty(x) || first(x) isa Number)

#: The model with `Float64` numbers.
#= eltype(f64([1f0])) =# #> Float64
f64(m) = mapleaves(x -> _isnumeric(x) && !istracked(x) ? Float64.(x) : x, m)

#: The model with `Float32` numbers. Tracked numbers are `Float64` here, so they cannot be converted.
#= eltype(f32([1.0])) =# #> Float32
f32(m) = mapleaves(m) do x
  istracked(x) && _raise("ArgumentError: tracked numbers are Float64 here",
    "Only plain arrays can be in single precision: `Dense(2 => 1)` has some, `Dense(2, 1)` has not.")
  _isnumeric(x) ? Float32.(x) : x
end

#: All parameters of a model in one vector, and a function that puts such a vector back into a model of this kind.
#= θ, re = Flux.destructure(Chain(Dense([2.0 3.0], [1.0]))); (θ, re(2θ)([1.0, 1.0])) =# #> ([2.0, 3.0, 1.0], [12.0])
function destructure(m)
  leaves = []
  mapleaves(x -> _isnumeric(x) ? (push!(leaves, x); x) : x, m)
  θ = isempty(leaves) ? Float64[] : vcat(map(x -> vec(data(x)), leaves)...)
  θ, flat -> _restructured(m, flat, length(θ))
end

function _restructured(m, flat, n)
  length(flat) == n || throw(DimensionMismatch("Rebuild expected a vector of length $n, got $(length(flat))"))
  at = 0
  mapleaves(m) do x
    _isnumeric(x) || return x
    from = at
    at += length(x)
    reshape(flat[from+1:at], size(x))
  end
end
