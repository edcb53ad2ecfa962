π #> π = 3.1415926535897...

x = π #> π = 3.1415926535897...

ℯ #> ℯ = 2.7182818284590...

[1, 2]'
#> 1×2 LinearAlgebra.Adjoint{Int64,Array{Int64,1}}:
#>  1  2

using LinearAlgebra
[1, 2]'
#> 1×2 Adjoint{Int64,Array{Int64,1}}:
#>  1  2

[1.5 2; 3 4]'
#> 2×2 LinearAlgebra.Adjoint{Float64,Array{Float64,2}}:
#>  1.5  3.0
#>  2.0  4.0

transpose([1, 2])
#> 1×2 LinearAlgebra.Transpose{Int64,Array{Int64,1}}:
#>  1  2

([1 2; 3 4]')'
#> 2×2 Array{Int64,2}:
#>  1  2
#>  3  4

2 * [1 2; 3 4]'
#> 2×2 Array{Int64,2}:
#>  2  6
#>  4  8

isequal(0.0, -0.0), 0.0 == -0.0 #> (false, true)

g(::typeof(sin), x) = "sine"
g(f, x) = "another"
(g(sin, 1), g(cos, 1)) #> ("sine", "another")

f(n) = n == 0 ? 0 : n + f(n - 1)
f(5000) #> 12502500

contains("abc", "b") #> true
