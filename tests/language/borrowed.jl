using Test
@testset "cut at $n" for n in 1:2
  @test length((1:5)[1:n]) == n
end
#> Test Summary: | Pass  Total
#> cut at 1      |    1      1
#> Test Summary: | Pass  Total
#> cut at 2      |    1      1

for a in (1, 2),
    b in (3, 4)
  print(a * b, " ")
end #> 3 4 6 8

(isapprox([1, 2], reshape([1, 2], 2, 1)), [1.0] ≈ reshape([1.0], 1, 1)) #> (true, true)

1.0 ≈ [1.0]
#! MethodError: no method matching isapprox(::Float64, ::Array{Float64,1})

kron([1, 2], [1, 10], [1, 100]) #> 8-element Array{Int64,1}:
#>     1
#>   100
#>    10
#>  1000
#>     2
#>   200
#>    20
#>  2000

using LinearAlgebra
(logabsdet([0 -2.0; 1 0]), logabsdet([0 2.0; 1 0])[2], UpperTriangular([1 2; 3 4]), LowerTriangular([1 2; 3 4])) #> ((0.6931471805599453, 1.0), -1.0, [1 2; 0 4], [1 0; 3 4])

using Flux.Tracker
a = param([1.0, 2.0])
back!(a .^ 2, 1)
a.grad #> 2-element Array{Float64,1}:
#>  2.0
#>  4.0

using Flux
using Flux: jacobian
jacobian(x -> [x[1]^2, x[1] * x[2]], [2, 3]) == [4 0; 3 2] #> true

using Flux.Tracker
(Tracker.gradient(x -> sum(Tracker.forwarddiff(y -> y .^ 2, x)), [1, 2]), Tracker.forward_jacobian(x -> [sum(x)], ones(2, 2))) #> (([2.0, 4.0] (tracked),), ([4.0], [1.0; 1.0; 1.0; 1.0]))

using NNlib
c = DenseConvDims((5, 4, 3, 2), (1, 2, 3, 4), stride = 2)
(NNlib.input_size(c), NNlib.kernel_size(c), NNlib.channels_in(c), NNlib.channels_out(c), NNlib.stride(c), NNlib.padding(c), NNlib.output_size(c)) #> ((5, 4), (1, 2), 3, 4, (2, 2), (0, 0, 0, 0), (3, 2))

using Flux
using Flux.Tracker: forward
x, Δ = [0.1, 0.7, -0.2], [1.0, -2.0, 0.5]
(∇softmax(Δ, x) ≈ forward(softmax, x)[2](Δ)[1].data, ∇logsoftmax(Δ, x) ≈ forward(logsoftmax, x)[2](Δ)[1].data) #> (true, true)

using Flux
f = Flux.throttle(() -> println("called"), 10)
f()
f()
g = Flux.throttle(() -> println("not called"), 10, leading = false)
g() #> called

using Flux
Flux.throttle(() -> 1, 1, trailing = true)
#! ArgumentError: throttle with trailing = true is not available here
#? Nothing runs later by itself here: call the function once more at the end.

# A hint proposes what is near, not what is merely short.
opt
#! UndefVarError: opt not defined
#? Nothing here is called `opt`: define it on a line before this one.

using Flux
called = []
f = Flux.throttle(() -> push!(called, 1), 1)
f()
f()
sleep(1.01)
f()
(length(called), round(@elapsed(sleep(0.25)), digits = 2)) #> (2, 0.25)

using Flux.Tracker
similar(param([1.0 2.0])) #> 1×2 Array{Float64,2}:
#>  0.0  0.0
