# Tracker, as far as it is said in Julia.

#: The value of a function, and its pullback: a function from the adjoint of the value to those of the arguments.
#= Tracker.forward((a, b) -> a * b, 2, 3)[2](1) =# #> (3.0 (tracked), 2.0 (tracked))
function forward(f, args...)
  if length(args) == 1 && typeof(args[1]) === typeof(params())
    ps = args[1]
    y = f()
    return y, Δ -> _pulled(y, ps, Δ)
  end
  inputs = map(_entered, args)
  y = f(inputs...)
  y, Δ -> _pulled(y, inputs, Δ)
end

#: The value itself; a function is applied to its adjoint in the backward pass.
#= Tracker.gradient(x -> Tracker.hook(-, x)^2, 3) =# #> (-6.0 (tracked),)
hook(f, x) = istracked(x) ? _custom_adjoint(data(x), (x,), Δ -> (f(Δ),)) : x

# The value that `@grad` gave a function, and its way back: a method for each such function.
_rule(f, args...; options...) = _raise(
  "MethodError: no method matching _forward(::$(typeof(f)))",
  "Say how `$f` is differentiated first: `@grad function $f(x) … end` gives its value and its way back.")

#: The result of a function with a custom derivative: see `@grad`.
#= f(x) = x^2; f(x::TrackedReal) = track(f, x); @grad f(x) = data(x)^2, Δ -> (7Δ,); Tracker.gradient(f, 3) =# #> (7.0 (tracked),)
function track(f, args...; options...)
  y, back = _rule(f, args...; options...)
  kept = [i for i in 1:length(args) if istracked(args[i])]
  isempty(kept) ? y : _custom_adjoint(data(y), [args[i] for i in kept], Δ -> _chosen(back(Δ), kept))
end

_chosen(slopes, kept) = [slopes[i] for i in kept]

# The gradient by central differences.
function ngradient(f, xs...)
  map(1:length(xs)) do k
    x = float(collect(data(xs[k])))
    slopes = zeros(size(x))
    for i in 1:length(x)
      before, δ = x[i], sqrt(eps())
      x[i] = before - δ / 2
      low = data(f(xs[1:k-1]..., x, xs[k+1:end]...))
      x[i] = before + δ / 2
      high = data(f(xs[1:k-1]..., x, xs[k+1:end]...))
      x[i] = before
      slopes[i] = (high - low) / δ
    end
    slopes
  end
end

#: Whether the gradient of a function of arrays agrees with differences.
#= Tracker.gradcheck(x -> sum(x .^ 2), [1.0, 2.0]) =# #> true
gradcheck(f, xs...) =
  all(isapprox(a, data(b), rtol = 1e-5, atol = 1e-5) for (a, b) in zip(ngradient(f, xs...), gradient(f, xs...)))

# In Tracker these go forwards, which is faster for few inputs; the values are the same.
forwarddiff(f, x) = f(x)
function forward_jacobian(f, x, chunk...)
  y = f(data(x))
  y, permutedims(jacobian(v -> vec(f(reshape(v, size(x)))), vec(data(x))))
end
