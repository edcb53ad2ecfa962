using Flux
σ.([0.0, -1000.0]) #> 2-element Array{Float64,1}:
#>  0.5
#>  0.0

using Flux
(relu(-1), relu(2.5), relu6(7.5), leakyrelu(-2.0), leakyrelu(-2.0, 0.5), elu(1), elu(0.0)) #> (0, 2.5, 6.0, -0.02, -1.0, 1.0, 0.0)

using Flux
[elu(-0.5) ≈ -0.3934693402873666, elu(-0.5, 2) ≈ -0.7869386805747332, selu(1.75) ≈ 1.838726727872091, swish(1.75) ≈ 1.4909174034445434, gelu(1.0) ≈ 0.8411919906082768] == fill(true, 5) #> true

using Flux
(softsign(1), logcosh(1.75) ≈ log(cosh(1.75)), logσ(2) ≈ log(σ(2)), softplus(0.0) ≈ log(2), mish(0.0)) #> (0.5, true, true, true, 0.0)

using Flux
σ([1, 2])
#! Use broadcasting (`σ.(x)`) to apply activation functions to arrays.
#? An activation function takes a single number; with a dot it is applied to each entry.

using Flux
relu([1 2])
#! Use broadcasting (`relu.(x)`) to apply activation functions to arrays.

using Flux
leakyrelu([1, 2], 0.1)
#! Use broadcasting (`leakyrelu.(x)`) to apply activation functions to arrays.
#@ 2:1

using Flux
σ #> σ (generic function with 2 methods)

using Flux
swish #> swish (generic function with 2 methods)

using Flux
softmax #> softmax (generic function with 2 methods)

using Flux
x = [1.0 -1.0; 2.0 0.5; 3.0 0.0]
(sum(softmax(x), dims = 1) ≈ [1 1], softmax(x)[:, 2] ≈ softmax(x[:, 2]), logsoftmax(x) ≈ log.(softmax(x)), softmax([1000.0, 0.0])) #> (true, true, true, [1.0, 0.0])

using Flux
Tracker.gradient(relu, 0) #> (1.0 (tracked),)

using Flux
g = Tracker.gradient(x -> sum(softmax(x)), [0.3, -1.0])[1]
all(abs.(g) .< 1e-15) #> true

using Flux
Tracker.gradient(x -> softmax(x)[1], [0.0, 0.0]) #> ([0.25, -0.25] (tracked),)

using Flux.Tracker
σ(1)
#! UndefVarError: σ not defined
#? `σ` is available after `using Flux`.
