# Tracker, as far as it is said in Julia.

#: The value of a function, and a function from its adjoint to those of the arguments.
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

#: The value itself; its adjoint goes through a function on the way back.
#= Tracker.gradient(x -> Tracker.hook(-, x)^2, 3) =# #> (-6.0 (tracked),)
hook(f, x) = istracked(x) ? _cut(data(x), (x,), Δ -> (f(Δ),)) : x
