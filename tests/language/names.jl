foo + 1
#! UndefVarError: foo not defined
#@ 1:1

lenght((1, 2))
#! UndefVarError: lenght not defined
#? Did you mean `length`?
#@ 1:1

loss = 3
los + 1
#! UndefVarError: los not defined
#? Did you mean `loss`?

a = 2
b = 3
ab
#! UndefVarError: ab not defined
#? `ab` is a single name. For a product, write `a * b`.

Sin(1)
#! UndefVarError: Sin not defined
#? Did you mean `sin`?

mean((1, 2))
#! UndefVarError: mean not defined
#? `mean` is available after `using Statistics`.

Tracker.gradient(sin, 0)
#! UndefVarError: Tracker not defined
#? `Tracker` is available after `using Flux`.
#@ 1:1

using Flux.Tracker
Tracker.gradent(sin, 0)
#! UndefVarError: gradent not defined
#? Did you mean `Flux.Tracker.gradient`?

using Foo
#! ArgumentError: Package Foo not found in current path:
#! - Run `import Pkg; Pkg.add("Foo")` to install the Foo package.

using Statistics
mean((1, 2)) #> 1.5

using Statistics: mean
mean([1, 2, 6]) #> 3.0

step(x) = x + 1
step(2) #> 3

sum = 5
sum + 1 #> 6

using Flux
σ(0) #> 0.5

f(x) = x + undefined_thing
f(1)
#! UndefVarError: undefined_thing not defined
#@ 1:12

t = (1, 2)
t.x
#! type Tuple has no field x
