using LinearAlgebra
A = [2.0 1.0; 1.0 3.0]
(det(A), tr(A), inv(A), diag(A)) #> (5.0, 5.0, [0.6 -0.2; -0.2 0.4], [2.0, 3.0])

using LinearAlgebra
(norm([3, 4]), norm([1 2; 2 4]), norm([1, -2], 1), norm([1, -2], Inf)) #> (5.0, 5.0, 3.0, 2.0)

using LinearAlgebra
(dot([1, 2], [3, 4]), [1, 2] ⋅ [3, 4], cross([1, 0, 0], [0, 1, 0])) #> (11, 11, [0, 0, 1])

[2.0 0.0; 0.0 4.0] \ [2.0, 8.0] #> 2-element Array{Float64,1}:
#>  1.0
#>  2.0

[1.0 2.0; 3.0 4.0] / [2.0 0.0; 0.0 4.0] #> 2×2 Array{Float64,2}:
#>  0.5  0.5
#>  1.5  1.0

round.([1.0 1.0; 1.0 2.0; 1.0 3.0] \ [1.0, 2.0, 3.0], digits = 6) #> 2-element Array{Float64,1}:
#>  0.0
#>  1.0

inv([1.0 2.0; 2.0 4.0])
#! LinearAlgebra.SingularException(2)
#? This matrix has no inverse: one of its rows is a combination of the others.

using LinearAlgebra
det([1 2 3; 4 5 6])
#! DimensionMismatch("matrix is not square: dimensions are (2, 3)")
#? `det` takes a matrix with as many rows as columns.

[1.0 2.0; 3.0 4.0] \ [1.0, 2.0, 3.0]
#! DimensionMismatch("B has leading dimension 3, but needs 2")
#? Both sides must have equally many rows.

kron([1 2; 3 4], [1 0]) #> 2×4 Array{Int64,2}:
#>  1  0  2  0
#>  3  0  4  0

using LinearAlgebra
(det([1 2; 2 4]), logdet([2.0 0.0; 0.0 2.0]) ≈ log(4), det(7)) #> (0.0, true, 7)

using LinearAlgebra
(diagm([1, 2]), triu([1 2; 3 4]), tril([1 2; 3 4]), issymmetric([1 2; 2 1])) #> ([1 0; 0 2], [1 2; 0 4], [1 0; 3 4], true)

([1 1; 0 1]^3, [2.0 0.0; 0.0 4.0]^-1) #> ([1 3; 0 1], [0.5 0.0; 0.0 0.25])

(inv(4), inv.([1, 2])) #> (0.25, [1.0, 0.5])

using Flux.Tracker, LinearAlgebra
Tracker.gradient(x -> det(x), [0.5 -1.0; 2.0 1.5]) #> ([1.5 -2.0; 1.0 0.5] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(inv(x)), [2.0 0.0; 0.0 4.0]) #> ([-0.25 -0.125; -0.125 -0.0625] (tracked),)

using Flux.Tracker, LinearAlgebra
g = Tracker.gradient(x -> norm(x), zeros(3))[1]
(g, Tracker.data(Tracker.gradient(norm, [3.0, 4.0])[1]) ≈ [0.6, 0.8]) #> ([0.0, 0.0, 0.0] (tracked), true)

using Flux.Tracker
Tracker.gradient((A, b) -> sum(A \ b), [2.0 0.0; 0.0 4.0], [1.0, 1.0]) #> ([-0.25 -0.125; -0.125 -0.0625] (tracked), [0.5, 0.25] (tracked))

using Flux.Tracker
Tracker.gradient((a, b) -> sum(kron(a, b)), [1.0 2.0], [3.0 4.0]) #> ([7.0 7.0] (tracked), [3.0 3.0] (tracked))

using Statistics
(std([1, 2, 3, 4]), var([1, 2, 3, 4], corrected = false), median([3, 1, 2]), median([4, 1, 2, 3])) #> (1.2909944487358056, 1.25, 2.0, 2.5)

using Statistics
(var([1 2; 3 4], dims = 1), vec(std([1 3; 1 3], dims = 2)) ≈ [sqrt(2), sqrt(2)], quantile([1, 2, 3], 0.5)) #> ([2.0 2.0], true, 2.0)

using Statistics
cor([1, 2, 3], [2, 4, 6]) ≈ 1 #> true

using LinearAlgebra
A = [1 2; 3 4]
(A + I, A - 2I, I * A, A * 2I, I - A, Matrix(I, 2, 2), Matrix{Float64}(I, 2, 2)) #> ([2 2; 3 5], [-1 2; 3 2], [1 2; 3 4], [2 4; 6 8], [0 -2; -3 -3], [1 0; 0 1], [1.0 0.0; 0.0 1.0])

using LinearAlgebra
[1 2; 3 4; 5 6] + I
#! DimensionMismatch("matrix is not square: dimensions are (3, 2)")

using LinearAlgebra, Flux.Tracker
Tracker.gradient(x -> det(x + I), [1.0 2.0; 3.0 4.0]) #> ([5.0 -3.0; -2.0 2.0] (tracked),)

A + I
#! UndefVarError: A not defined
