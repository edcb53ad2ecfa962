# Training, as Flux 0.9 has it. The optimisers and decays are rows of the engine's tables; what stands here is their
# composition, and the state of each parameter, which is found by the parameter itself.

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

# The step of a row of the engine's tables, with the state that it keeps for a parameter.
function _apply(row, memory, x, Δ, knobs...)
  next = _step(row, x, Δ, _recall(memory, x, nothing), knobs...)
  _keep(memory, x, next[2:end])
  next[1]
end

#: Adam, as Flux calls it today.
#= Adam() =# #> ADAM(0.001, (0.9, 0.999), IdDict{Any,Any}())
Adam(η = 0.001, β = (0.9, 0.999)) = ADAM(η, β)

AdaGrad(knobs...) = ADAGrad(knobs...)
AdaDelta(knobs...) = ADADelta(knobs...)
NAdam(knobs...) = NADAM(knobs...)
AdamW(knobs...) = ADAMW(knobs...)

mutable struct Optimiser
  os
  Optimiser(os...) = new(collect(os))
end

#: Decays and an optimiser, one after another, as Flux calls it today.
#= length(OptimiserChain(WeightDecay(0.1), Adam()).os) =# #> 2
OptimiserChain(os...) = Optimiser(os...)

function apply!(o::Optimiser, x, Δ)
  for opt in o.os
    Δ = apply!(opt, x, Δ)
  end
  Δ
end

# The rate belongs to all parameters: it shrinks when the first of them has had enough steps.
function apply!(o::ExpDecay, x, Δ)
  n = _recall(o.current, x, 0)
  _keep(o.current, x, n + 1)
  is_first = all(entry -> entry[2] % o.step != 0 || entry[1] === x, o.current.entries)
  is_first && (o.eta = _step("ExpDecay", x, 1.0, (n, 1.0), o.eta, o.decay, o.step, o.clip)[1])
  Δ .* o.eta
end

_isparams(x) = typeof(x) === typeof(params())

#: Takes a step with an optimiser: for a parameter, for all parameters, or for a model.
#= w = param([1.0]); Flux.Optimise.update!(Descent(0.5), w, [1.0]); w.data == [0.5] =# #> true
update!(x, Δ) = Tracker.update!(x, Δ)
_update(opt, x, Δ) = update!(opt, x, Δ)
function update!(opt, x, Δ)
  _isparams(x) || return Tracker.update!(x, -apply!(opt, x, data(Δ)))
  for p in x
    update!(opt, p, Δ[p])
  end
end

struct StopException <: Exception
end

#: Ends training; for callbacks.
stop() = throw(StopException())

runall(f) = _called(f)
_called(f) = f
_called(fs::AbstractVector) = () -> foreach(f -> f(), fs)

# Before Flux 0.7 an optimiser was made for parameters, and called to take a step with the gradients of `back!`.
function _legacy(name, opt, ps, decay)
  println("┌ Warning: $name(params) is deprecated; use $(name == "SGD" ? "Descent" : name)(η::Float64) instead")
  decay == 0 || (opt = Optimiser(opt, InvDecay(decay)))
  () -> begin
    for p in ps
      update!(opt, p, Tracker.grad(p))
    end
  end
end
SGD(ps, η = 0.1; decay = 0.0) = _legacy("SGD", Descent(η), ps, decay)
apply!(opt::Function, x, Δ) = _raise(
  "MethodError: no method matching apply!(::Function, ::$(typeof(x)), ::$(typeof(Δ)))",
  "`ADAM(params(m), η)` gives a function that takes a step itself. To train with `train!`, write `ADAM(η)`: the parameters are its own argument.")

_parameters(ps::_Params) = ps
_parameters(ps) = Params(ps)
_parameters(ps::AbstractArray) = isempty(ps) || !(first(ps) isa Number) ? Params(ps) :
  _listed(ps, istracked(ps))
_listed(ps, tracked) = tracked ? _raise(
    "MethodError: no method matching copyto!(::Float64, ::Base.Broadcast.Broadcasted{…})",
    "A single parameter is handed over as `params(W)`: an array itself counts as a list, here of numbers.") :
  Params(())

#: Trains: computes the gradient of the loss and takes a step, for each item of the data.
function train!(loss, ps, data, opt; cb = () -> ())
  cb = _called(cb)
  ps = _parameters(ps)
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

# Today's Flux: the model is an argument, its weights are plain arrays, and its gradients have the structure of the
# model.
struct _Setup
  rule
end

#: The state of an optimiser for a model.
#= w = [1.0]; Flux.update!(Flux.setup(Descent(0.5), w), w, [1.0]); w == [0.5] =# #> true
setup(rule, model) = _Setup(rule)

#: Changes the learning rate in the middle of training.
#= s = Flux.setup(Adam(0.1), [1.0]); Flux.adjust!(s, 0.5); s.rule.eta =# #> 0.5
adjust!(state::_Setup, eta) = _adjust(state.rule, eta)
_adjust(rule, eta) = :eta in propertynames(rule) && (rule.eta = eta)
_adjust(chain::Optimiser, eta) = foreach(rule -> _adjust(rule, eta), chain.os)

function update!(state::_Setup, model, slopes)
  _descend(state.rule, model, slopes)
  state, model
end

function _descend(rule, x, slopes)
  if slopes === nothing
  elseif istracked(x)
    Tracker.update!(x, -apply!(rule, x, slopes))
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

#: A version of a function that runs at most once in so many seconds.
function throttle(f, timeout; leading = true, trailing = false)
  trailing && _raise("ArgumentError: throttle with trailing = true is not available here",
    "Nothing runs later by itself here: call the function once more at the end.")
  last = -Inf
  (args...) -> begin
    now = time()
    if leading && now - last >= timeout
      last = now
      f(args...)
    end
  end
end
