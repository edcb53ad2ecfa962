using Flux.Tracker
f(x) = x^2/2 - x
slope(x) = Tracker.gradient(f, x)[1]
slope(3) #> 2.0 (tracked)

using Flux.Tracker
f(x) = 3x^2 + 2x + 1;
df(x) = Tracker.gradient(f, x; nest = true)[1]; # df/dx = 6x + 2
d2f(x) = Tracker.gradient(df, x; nest = true)[1]; # d²f/dx² = 6
(df(2), d2f(2)) #> (14.0 (tracked), 6.0 (tracked))

using Flux.Tracker
f(x) = 3x^2 + 2x + 1;
df(x) = Tracker.gradient(f, x; nest = true);
df(2) #> (14.0 (tracked),)

using Flux.Tracker
f(x) = 3x^2 + 2x + 1
df(x) = Tracker.gradient(f, x; nest = true)
d2f(x) = Tracker.gradient(df, x; nest = true)
d2f(2)
#! Function output is not scalar
#? The function gives a tuple with one entry, as `gradient` does: add `[1]` behind it to take the number out.
#@ 4:10

using Flux.Tracker
f(x) = x^3
df(x) = Tracker.gradient(f, x)[1]
Tracker.gradient(df, 2)
#! Use `gradient(...; nest = true)` for nested derivatives
#? A gradient is differentiated here: write `; nest = true` behind the arguments of the inner one.

using Flux.Tracker
f(W, b, x) = W * x + b;
Tracker.gradient(f, 2, 3, 4) #> (4.0 (tracked), 1.0 (tracked), 2.0 (tracked))

using Flux.Tracker
gradient(x -> x^2, 3)[1] #> 6.0 (tracked)

using Flux
f(x, y) = 0.6x^2 + 1.1y^2 + sin(2x) * cos(y)
∇f(x, y) = Tracker.gradient(f, x, y)
η = 0.1
step(x, y) = (x, y) .- η .* ∇f(x, y)
g = sqrt(sum(∇f(1, 2) .^ 2))
(g ≈ hypot(∇f(1, 2)...), round(Tracker.data(g), digits = 10), round.(Tracker.data.(step(1, 2)), digits = 10)) #> (true, 3.8934329872, (0.8453643621, 1.642682181))

using Flux.Tracker
f(x) = x < 1 ? x^2 : 3x
(gradient(f, 0.5)[1], gradient(f, 2)[1]) #> (1.0 (tracked), 3.0 (tracked))

using Flux.Tracker
function f(x)
  s = x
  for i in 1:3
    s = s * x
  end
  s
end
gradient(f, 2) #> (32.0 (tracked),)

using Flux.Tracker
gradient(x -> gradient(y -> x * y, x; nest = true)[1], 3; nest = true) #> (1.0 (tracked),)

using Flux.Tracker
gradient(x -> 5, 3)
#! MethodError: no method matching back!(::Int64)

using Flux.Tracker
gradient(x -> 5, 3; nest = true) #> (0.0,)

using Flux.Tracker
gradient((x, y) -> (x, y), 1, 2)
#! Function output is not scalar
#? A slope belongs to one number: let the function give one, for example a `sum`.

using Flux.Tracker
gradient(x -> 1 / x, 0)
#! Loss is infinite

using Flux.Tracker
gradient(3, 2)
#! MethodError: objects of type Int64 are not callable
#? `gradient` takes a function and the place: `gradient(f, x)`, not `gradient(f(x), x)`.

using Flux.Tracker
x = param(2)
y = x^2 + 1
(x, y, Tracker.data(y), y > 4, Tracker.istracked(y)) #> (2.0 (tracked), 5.0 (tracked), 5.0, true, true)

using Flux.Tracker
[param(1), 2.5] #> 2-element Array{Tracker.TrackedReal{Float64},1}:
#>  1.0
#>  2.5

using Flux.Tracker
(gradient(abs, 0.0)[1], gradient(x -> max(x, 0), 0.0)[1], gradient(sqrt, 4)[1], gradient(exp, 0)[1]) #> (1.0 (tracked), 0.0 (tracked), 0.25 (tracked), 1.0 (tracked))

using Flux.Tracker
(gradient(x -> -x^2, 3)[1], gradient(x -> 2^x, 0)[1] ≈ log(2), gradient(x -> x^-1, 2)[1]) #> (-6.0 (tracked), true, -0.25 (tracked))

using Flux.Tracker
gradient((a, b) -> maximum((a, b)), 2, 2) #> (1.0 (tracked), 0.0 (tracked))

using Flux.Tracker
f(x) = log(x)
gradient(f, -1)
#! DomainError with -1.0:
#! log will only return a complex result if called with a complex argument. Try log(Complex(x)).
#@ 2:8

using Flux.Tracker
f(x, y) = x^2/4 + y^2/2 + x/4 + cos(2x) * cos(y)
∇f(x, y) = Tracker.gradient(f, x, y)
function walk(η, steps)
  p = (2.4, 1.4)
  for i in 1:steps
    p = p .- η .* ∇f(p...)
  end
  p
end
f(walk(0.1, 40)...) < 0 #> true
