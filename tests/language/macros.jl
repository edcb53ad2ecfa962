x = 3
@show x^2
#> x ^ 2 = 9
#> 9

@show 1+2 sin(0);
#> 1 + 2 = 3
#> sin(0) = 0.0

v = [1, 2]
@show v[1]+v[2], 2;
#> (v[1] + v[2], 2) = (3, 2)

x = [1.0, 4.0]
@. sqrt(x) + x^2
#> 2-element Array{Float64,1}:
#>   2.0
#>  18.0

y = zeros(2)
@. y = 2 * [1, 2] + 1
y
#> 2-element Array{Float64,1}:
#>  3.0
#>  5.0

@assert 1 == 1

@assert 1 > 2 "wrong order"
#! AssertionError: wrong order

using Flux
n = 0
Flux.@epochs 2 global n += 1
n
#> [ Info: Epoch 1
#> [ Info: Epoch 2
#> 2

@info "here"
#> [ Info: here

@time 1 + 1 #>   0.000000 seconds
#> 2

@nonsense x
#! LoadError: UndefVarError: @nonsense not defined
