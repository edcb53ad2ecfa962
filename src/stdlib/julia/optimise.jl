# Optimisers and training, as Flux 0.9 has them. What an optimiser remembers of a parameter is found by the parameter
# itself.

mutable struct _Memory
  entries
end
_Memory() = _Memory(Any[])
Base.show(io::IO, m::_Memory) = print(io, "IdDict{Any,Any}()")

function _recall(memory, x, fresh)
  for entry in memory.entries
    entry[1] === x && return entry[2]
  end
  fresh
end

function _keep(memory, x, value)
  for entry in memory.entries
    if entry[1] === x
      entry[2] = value
      return value
    end
  end
  push!(memory.entries, Any[x, value])
  value
end

# What is remembered of the past and what is seen now, mixed.
_mixed(ρ, past, now) = ρ .* past .+ (1 - ρ) .* now

mutable struct Descent
  eta
end

#: Gradient descent: a step of `η` times the gradient.
#= Descent() =# #> Descent(0.1)
Descent() = Descent(0.1)
apply!(o::Descent, x, Δ) = Δ .* o.eta

mutable struct Momentum
  eta
  rho
  velocity
end
Momentum(η = 0.01, ρ = 0.9) = Momentum(η, ρ, _Memory())
function apply!(o::Momentum, x, Δ)
  v = _keep(o.velocity, x, o.rho .* _recall(o.velocity, x, zero(Δ)) .- o.eta .* Δ)
  -v
end

mutable struct Nesterov
  eta
  rho
  velocity
end
Nesterov(η = 0.001, ρ = 0.9) = Nesterov(η, ρ, _Memory())
function apply!(o::Nesterov, x, Δ)
  v = _recall(o.velocity, x, zero(Δ))
  d = o.rho^2 .* v .- (1 + o.rho) * o.eta .* Δ
  _keep(o.velocity, x, o.rho .* v .- o.eta .* Δ)
  -d
end

mutable struct RMSProp
  eta
  rho
  acc
end
RMSProp(η = 0.001, ρ = 0.9) = RMSProp(η, ρ, _Memory())
function apply!(o::RMSProp, x, Δ)
  a = _keep(o.acc, x, _mixed(o.rho, _recall(o.acc, x, zero(Δ)), Δ .^ 2))
  Δ .* o.eta ./ (sqrt.(a) .+ _ϵ)
end

_ϵ = 1e-8

# Running means of the gradient and of its square, and the powers of β by which they are corrected.
function _moments(o, x, Δ)
  m, v, p1, p2 = _recall(o.state, x, (zero(Δ), zero(Δ), o.beta[1], o.beta[2]))
  m = _mixed(o.beta[1], m, Δ)
  v = _mixed(o.beta[2], v, Δ .^ 2)
  _keep(o.state, x, (m, v, p1 * o.beta[1], p2 * o.beta[2]))
  m, v, p1, p2
end

mutable struct ADAM
  eta
  beta
  state
end
ADAM(η = 0.001, β = (0.9, 0.999)) = ADAM(η, β, _Memory())
function apply!(o::ADAM, x, Δ)
  m, v, p1, p2 = _moments(o, x, Δ)
  m ./ (1 - p1) ./ (sqrt.(v ./ (1 - p2)) .+ _ϵ) .* o.eta
end
Adam(η = 0.001, β = (0.9, 0.999)) = ADAM(η, β)

mutable struct AdaMax
  eta
  beta
  state
end
AdaMax(η = 0.001, β = (0.9, 0.999)) = AdaMax(η, β, _Memory())
function apply!(o::AdaMax, x, Δ)
  m, u, p = _recall(o.state, x, (zero(Δ), zero(Δ), o.beta[1]))
  m = _mixed(o.beta[1], m, Δ)
  u = max.(o.beta[2] .* u, abs.(Δ))
  _keep(o.state, x, (m, u, p * o.beta[1]))
  o.eta / (1 - p) .* m ./ (u .+ _ϵ)
end

mutable struct NADAM
  eta
  beta
  state
end
NADAM(η = 0.001, β = (0.9, 0.999)) = NADAM(η, β, _Memory())
function apply!(o::NADAM, x, Δ)
  m, v, p1, p2 = _moments(o, x, Δ)
  b = o.beta[1]
  (b .* m ./ (1 - b * p1) .+ (1 - b) .* Δ ./ (1 - p1)) ./ (sqrt.(v .* o.beta[2] ./ (1 - p2)) .+ _ϵ) .* o.eta
end

mutable struct ADAGrad
  eta
  acc
end
ADAGrad(η = 0.1) = ADAGrad(η, _Memory())
function apply!(o::ADAGrad, x, Δ)
  a = _keep(o.acc, x, _recall(o.acc, x, zero(Δ) .+ _ϵ) .+ Δ .^ 2)
  Δ .* o.eta ./ (sqrt.(a) .+ _ϵ)
end

mutable struct ADADelta
  rho
  state
end
ADADelta(ρ = 0.9) = ADADelta(ρ, _Memory())
function apply!(o::ADADelta, x, Δ)
  a, d = _recall(o.state, x, (zero(Δ), zero(Δ)))
  a = _mixed(o.rho, a, Δ .^ 2)
  step = Δ .* sqrt.(d) ./ (sqrt.(a) .+ _ϵ)
  _keep(o.state, x, (a, _mixed(o.rho, d, step .^ 2)))
  step
end

mutable struct AMSGrad
  eta
  beta
  state
end
AMSGrad(η = 0.001, β = (0.9, 0.999)) = AMSGrad(η, β, _Memory())
function apply!(o::AMSGrad, x, Δ)
  start = zero(Δ) .+ _ϵ
  m, v, top = _recall(o.state, x, (start, start, start))
  m = _mixed(o.beta[1], m, Δ)
  v = _mixed(o.beta[2], v, Δ .^ 2)
  top = max.(top, v)
  _keep(o.state, x, (m, v, top))
  o.eta .* m ./ (sqrt.(top) .+ _ϵ)
end

mutable struct Optimiser
  os
  Optimiser(os...) = new(collect(os))
end
function apply!(o::Optimiser, x, Δ)
  for opt in o.os
    Δ = apply!(opt, x, Δ)
  end
  Δ
end
ADAMW(η = 0.001, β = (0.9, 0.999), decay = 0) = Optimiser(ADAM(η, β), WeightDecay(decay))

mutable struct InvDecay
  gamma
  state
end
InvDecay(γ = 0.001) = InvDecay(γ, _Memory())
function apply!(o::InvDecay, x, Δ)
  n = _recall(o.state, x, 1)
  _keep(o.state, x, n + 1)
  Δ .* (1 / (1 + o.gamma * n))
end

mutable struct ExpDecay
  eta
  decay
  step
  clip
  current
end
ExpDecay(η = 0.001, decay = 0.1, step = 1000, clip = 1e-4) = ExpDecay(η, decay, step, clip, _Memory())
function apply!(o::ExpDecay, x, Δ)
  n = _keep(o.current, x, _recall(o.current, x, 0) + 1)
  # The rate falls when the first parameter has had so many steps.
  n % o.step == 0 && all(entry -> entry[2] % o.step != 0 || entry[1] === x, o.current.entries) &&
    (o.eta = max(o.eta * o.decay, o.clip))
  Δ .* o.eta
end

mutable struct WeightDecay
  wd
end
WeightDecay() = WeightDecay(0)
apply!(o::WeightDecay, x, Δ) = Δ .+ o.wd .* data(x)

_isparams(x) = typeof(x) === typeof(params())

#: Takes a step: of an optimiser for a parameter, for all parameters, or for a model.
#= w = param([1.0]); Flux.Optimise.update!(Descent(0.5), w, [1.0]); w.data == [0.5] =# #> true
update!(x, Δ) = Tracker.update!(x, Δ)
function update!(opt, x, Δ)
  _isparams(x) || return Tracker.update!(x, -apply!(opt, x, data(Δ)))
  for p in x
    update!(opt, p, Δ[p])
  end
end

struct StopException <: Exception
end

#: Ends training: to be called by a callback.
stop() = throw(StopException())

_called(f) = f
_called(fs::AbstractVector) = () -> foreach(f -> f(), fs)

#: Trains: for each part of the data a gradient of the loss, and a step.
function train!(loss, ps, data, opt; cb = () -> ())
  cb = _called(cb)
  ps = _isparams(ps) ? ps : Params(ps)
  for d in data
    try
      gs = Tracker.gradient(() -> loss(d...), ps)
      update!(opt, ps, gs)
      cb()
    catch e
      e isa StopException || rethrow(e)
      break
    end
  end
end

# How Flux is written today: the model is an argument, its weights are plain arrays, and their gradients come in the
# model's own shape.
struct _Setup
  rule
end

#: What an optimiser has to remember of a model.
#= w = [1.0]; Flux.update!(Flux.setup(Descent(0.5), w), w, [1.0]); w == [0.5] =# #> true
setup(rule, model) = _Setup(rule)

function update!(state::_Setup, model, slopes)
  _descend(state.rule, model, slopes)
  state, model
end

function _descend(rule, x, slopes)
  if slopes === nothing
  elseif x isa AbstractArray && (isempty(x) || x[1] isa Number)
    x .= x .- apply!(rule, x, slopes)
  elseif x isa Tuple || x isa AbstractArray
    for (part, slope) in zip(x, slopes)
      _descend(rule, part, slope)
    end
  else
    for name in propertynames(x)
      _descend(rule, getfield(x, name), getfield(slopes, name))
    end
  end
end

function train!(loss, model, data, state::_Setup; cb = () -> ())
  cb = _called(cb)
  for d in data
    slopes = Flux.gradient(m -> d isa Tuple ? loss(m, d...) : loss(m, d), model)[1]
    update!(state, model, slopes)
    cb()
  end
end

#: A function that runs no more often than every so many seconds.
function throttle(f, timeout; leading = true, trailing = false)
  last = -Inf
  (args...) -> begin
    now = time()
    if now - last >= timeout
      last = now
      f(args...)
    end
  end
end
