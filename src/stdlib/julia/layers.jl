# Layers, as Flux 0.9 has them; `Dense(10 => 5, σ)` is how Flux is written today.

_sized(sizes, σ) = σ === identity ? sizes : "$sizes, $σ"

function _fits(W, x)
  size(W, 2) == size(x, 1) || throw(DimensionMismatch(
    "second dimension of A, $(size(W, 2)), does not match length of x, $(size(x, 1))"))
end

struct Dense
  W
  b
  σ
end
@treelike Dense
Dense(W, b) = Dense(W, b, identity)

#: A dense layer, `σ.(W * x .+ b)`, with the given numbers of inputs and outputs.
#= size(Dense(2, 1)([1, 2])) =# #> (1,)
Dense(in::Integer, out::Integer, σ = identity; initW = glorot_uniform, initb = zeros) =
  Dense(param(initW(out, in)), param(initb(out)), σ)

function (a::Dense)(x)
  _fits(a.W, x)
  σ = a.σ
  σ.(a.W * x .+ a.b)
end

Base.show(io::IO, a::Dense) = print(io, "Dense(", _sized("$(size(a.W, 2)), $(size(a.W, 1))", a.σ), ")")

# The same layer as Flux has it today: its weights are plain arrays.
struct _Dense
  weight
  bias
  σ
end
@treelike _Dense
Dense(sizes::Pair, σ = identity; init = glorot_uniform, bias = true) =
  _Dense(init(sizes[2], sizes[1]), bias === true ? zeros(sizes[2]) : bias, σ)

function (a::_Dense)(x)
  _fits(a.weight, x)
  σ = a.σ
  σ.(a.weight * x .+ a.bias)
end

Base.show(io::IO, a::_Dense) =
  print(io, "Dense(", _sized("$(size(a.weight, 2)) => $(size(a.weight, 1))", a.σ), ")")

struct Chain
  layers
  Chain(layers...) = new(layers)
end
@treelike Chain

function (c::Chain)(x)
  for layer in c.layers
    x = layer(x)
  end
  x
end

Base.getindex(c::Chain, i::Integer) = c.layers[i]
Base.getindex(c::Chain, i::AbstractArray) = Chain(c.layers[i]...)
Base.length(c::Chain) = length(c.layers)
Base.lastindex(c::Chain) = length(c.layers)
Base.iterate(c::Chain) = iterate(c.layers)
Base.iterate(c::Chain, state) = iterate(c.layers, state)
Base.show(io::IO, c::Chain) = print(io, "Chain(", join(map(repr, c.layers), ", "), ")")

#: The outputs of all layers of a chain.
#= Flux.activations(Chain(x -> x + 1, x -> 2x), 3) =# #> (4, 8)
function activations(c::Chain, x)
  results = Any[]
  for layer in c.layers
    x = layer(x)
    push!(results, x)
  end
  tuple(results...)
end

struct Maxout
  over
end
@treelike Maxout
Maxout(f, n::Integer) = Maxout(tuple([f() for i in 1:n]...))

#: A layer that gives the largest output of several layers, entry by entry.
#= Maxout((x -> x, x -> -x))([1, -2]) == [1, 2] =# #> true
function (m::Maxout)(x)
  best = m.over[1](x)
  for layer in m.over[2:end]
    best = max.(best, layer(x))
  end
  best
end

struct SkipConnection
  layers
  connection
end
@treelike SkipConnection

#: A layer that combines the output of other layers with their input.
#= SkipConnection(x -> 2x, +)([1, 2]) == [3, 6] =# #> true
(s::SkipConnection)(x) = s.connection(s.layers(x), x)
Base.show(io::IO, s::SkipConnection) = print(io, "SkipConnection(", repr(s.layers), ", ", s.connection, ")")

struct Parallel
  connection
  layers
  Parallel(connection, layers...) = new(connection, layers)
end
@treelike Parallel

#: Layers side by side, whose outputs are combined: of one input, or each of its own.
#= Parallel(+, x -> 2x, x -> x^2)(3) =# #> 15
(m::Parallel)(x) = m.connection(map(layer -> layer(x), m.layers)...)
(m::Parallel)(xs::Tuple) = m(xs...)
(m::Parallel)(x, y, more...) = m.connection(map((layer, x) -> layer(x), m.layers, (x, y, more...))...)
Base.show(io::IO, m::Parallel) =
  print(io, "Parallel(", m.connection, ", ", join(map(repr, m.layers), ", "), ")")

struct Diagonal
  α
  β
end
@treelike Diagonal

#: A layer that scales and shifts each entry.
#= Flux.Diagonal(2)([1, 2]) == [1, 2] =# #> true
Diagonal(in::Integer; initα = ones, initβ = zeros) = Diagonal(param(initα(in)), param(initβ(in)))
(a::Diagonal)(x) = a.α .* x .+ a.β
Base.show(io::IO, a::Diagonal) = print(io, "Diagonal(", length(a.α), ")")

struct LayerNorm
  diag
end
@treelike LayerNorm

#: A layer that normalises its input to mean 0 and standard deviation 1, then scales and shifts it.
#= LayerNorm(2)([1.0, 3.0]) == [-1, 1] =# #> true
LayerNorm(h::Integer) = LayerNorm(Diagonal(h))
(a::LayerNorm)(x) = a.diag(normalise(x))
Base.show(io::IO, a::LayerNorm) = print(io, "LayerNorm(", length(a.diag.α), ")")

mutable struct Recur
  cell
  init
  state
end
_treelike(Recur, :cell, :init)
Recur(cell, h = hidden(cell)) = Recur(cell, h, h)

#: A recurrent model: passes the state of a cell on to its next call.
#= Flux.Recur((h, x) -> (h + x, h + x), 0)(5) =# #> 5
function (m::Recur)(xs...)
  h, y = m.cell(m.state, xs...)
  m.state = h
  y
end
Base.show(io::IO, m::Recur) = print(io, "Recur(", repr(m.cell), ")")

#: Resets the state of a recurrent model.
#= r = Flux.Recur((h, x) -> (h + x, h), 0); r(5); Flux.reset!(r); r.state =# #> 0
function reset!(m)
  m isa Recur && (m.state = m.init)
  foreach(reset!, children(m))
end

#: Cuts the history of a recurrent model's state off.
#= r = Flux.Recur((h, x) -> (h + x, h), param(0)); r(5); Flux.truncate!(r); r.state =# #> 5.0
function truncate!(m)
  m isa Recur && (m.state = _cut(m.state))
  foreach(truncate!, children(m))
end
_cut(state) = state isa Tuple ? map(data, state) : data(state)

struct RNNCell
  σ
  Wi
  Wh
  b
  h
end
@treelike RNNCell
RNNCell(in::Integer, out::Integer, σ = tanh; init = glorot_uniform) =
  RNNCell(σ, param(init(out, in)), param(init(out, out)), param(init(out)), param(zeros(out)))
hidden(m::RNNCell) = m.h
function (m::RNNCell)(h, x)
  σ = m.σ
  h = σ.(m.Wi * x .+ m.Wh * h .+ m.b)
  h, h
end
Base.show(io::IO, m::RNNCell) =
  print(io, "RNNCell(", _sized("$(size(m.Wi, 2)), $(size(m.Wi, 1))", m.σ), ")")

#: A recurrent layer.
#= RNN(10, 5) =# #> Recur(RNNCell(10, 5, tanh))
RNN(sizes...; init = glorot_uniform) = Recur(RNNCell(sizes..., init = init))

_gate(x, n, i) = ndims(x) == 1 ? x[(1:n) .+ n * (i - 1)] : x[(1:n) .+ n * (i - 1), :]

struct LSTMCell
  Wi
  Wh
  b
  h
  c
end
@treelike LSTMCell
LSTMCell(in::Integer, out::Integer; init = glorot_uniform) = LSTMCell(
  param(init(4out, in)), param(init(4out, out)), param([zeros(out); ones(out); zeros(2out)]),
  param(zeros(out)), param(zeros(out)))
hidden(m::LSTMCell) = (m.h, m.c)
function (m::LSTMCell)(state, x)
  h, c = state
  n = size(h, 1)
  g = m.Wi * x .+ m.Wh * h .+ m.b
  c = sigmoid.(_gate(g, n, 2)) .* c .+ sigmoid.(_gate(g, n, 1)) .* tanh.(_gate(g, n, 3))
  h = sigmoid.(_gate(g, n, 4)) .* tanh.(c)
  (h, c), h
end
Base.show(io::IO, m::LSTMCell) = print(io, "LSTMCell(", size(m.Wi, 2), ", ", size(m.Wi, 1) ÷ 4, ")")

#: A recurrent layer with long short-term memory.
#= LSTM(10, 5) =# #> Recur(LSTMCell(10, 5))
LSTM(in, out; init = glorot_uniform) = Recur(LSTMCell(in, out, init = init))

struct GRUCell
  Wi
  Wh
  b
  h
end
@treelike GRUCell
GRUCell(in::Integer, out::Integer; init = glorot_uniform) =
  GRUCell(param(init(3out, in)), param(init(3out, out)), param(init(3out)), param(zeros(out)))
hidden(m::GRUCell) = m.h
function (m::GRUCell)(h, x)
  n = size(h, 1)
  a, b, c = m.Wi * x, m.Wh * h, m.b
  r = sigmoid.(_gate(a, n, 1) .+ _gate(b, n, 1) .+ _gate(c, n, 1))
  z = sigmoid.(_gate(a, n, 2) .+ _gate(b, n, 2) .+ _gate(c, n, 2))
  new = tanh.(_gate(a, n, 3) .+ r .* _gate(b, n, 3) .+ _gate(c, n, 3))
  h = (1 .- z) .* new .+ z .* h
  h, h
end
Base.show(io::IO, m::GRUCell) = print(io, "GRUCell(", size(m.Wi, 2), ", ", size(m.Wi, 1) ÷ 3, ")")

#: A gated recurrent unit.
#= GRU(10, 5) =# #> Recur(GRUCell(10, 5))
GRU(in, out; init = glorot_uniform) = Recur(GRUCell(in, out, init = init))

#: The model itself: everything here runs on the CPU.
#= cpu(3) =# #> 3
cpu(m) = m
gpu(m) = m
