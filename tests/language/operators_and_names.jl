xs = [4, 4, 4]
xs[rand(1:end)] #> 4

x = [3, 5, 8]
(sum(x[[1, end]]), x[(end + 1) ÷ 2], x[min(end, 7)]) #> (11, 5, 8)

using Flux: onehotbatch,
  mse
mse([1.0], [3.0]) #> 4.0

import Flux
import Statistics
(Flux.Tracker.gradient(x -> x^2, 3), Statistics.mean([1, 2])) #> ((6.0 (tracked),), 1.5)

using NNlib
NNlib.relu(-1.0) #> 0.0

using Flux
using Flux.Tracker: update!
p = param([1.0])
update!(Descent(0.1), p, [1.0])
update!(p, [1.0])
p.data #> 1-element Array{Float64,1}:
#>  1.9

import Base: +
struct V2
  x
end
function +(a::V2, b::V2)
  V2(a.x + b.x)
end
V2(1) + V2(2) #> V2(3)

import Base.+, Base.-
struct V2
  x
end
a::V2 + b::V2 = V2(a.x + b.x)
-(a::V2, b::V2) = V2(a.x - b.x)
(V2(1) + V2(2), V2(1) - V2(2)) #> (V2(3), V2(-1))

struct V2
  x
end
+(a::V2, b::V2) = V2(a.x + b.x)
#! error in method definition: function Base.+ must be explicitly imported to be extended
#? Write `import Base: +` before the definition, or define `Base.:+(…)`.

f = +
g = -
(f(1, 2), g(5, 2), foldl(÷, [100, 5, 2])) #> (3, 3, 10)

(sum(filter(!isnan, [1.0, NaN, 2.0])), ~5, ~true, 1 << 3, -16 >> 2, 16 >>> 2) #> (3.0, -6, false, 8, -4, 4)

([1, 2] ⊆ [1, 2, 3], [1] ∪ [2], [1, 2] ∩ [2], 1 ≡ 1, 1 ≢ 1.0, ∛27, [1, 2] ∋ 2) #> (true, [1, 2], [2], true, true, 3.0, true)

(sum([1 2; 3 4], dims = [1, 2]), maximum([1 2; 3 4], dims = (1, 2))) #> ([10], [4])

cat([1 2], [3 4], dims = (1, 2)) #> 2×4 Array{Int64,2}:
#>  1  2  0  0
#>  0  0  3  4

(size(vcat(zeros(1, 1, 2), ones(1, 1, 2))), size(hcat(zeros(1, 1, 2), ones(1, 1, 2)))) #> ((2, 1, 2), (1, 2, 2))

(kron([1, 2], [1 2]), kron([1 2; 3 4], [1, 2])) #> ([1 2; 2 4], [1 2; 2 4; 3 4; 6 8])

(reverse([1, 2, 3, 4], 2, 3), reverse([1, 2, 3, 4], 3)) #> ([1, 3, 2, 4], [1, 2, 4, 3])

((1, 2) < (1, 3), (1, 2) < (1, 2, 3), (2, 1) <= (1, 9), (1, 2) >= (1, 2)) #> (true, true, false, true)

(broadcast(+, [1, 2], 1), oftype(1.0, 2), firstindex([1]), mapslices(sum, [1 2; 3 4], dims = 1)) #> ([2, 3], 2.0, 1, [4 6])

(convert(Int, 'a'), parse(Int, '5'), convert(Char, 97), collect(0.0f0:0.5f0:1.0f0)) #> (97, 5, 'a', Float32[0.0, 0.5, 1.0])

a = [[1], [2]]
b = deepcopy(a)
b[1][1] = 9
a #> 2-element Array{Array{Int64,1},1}:
#>  [1]
#>  [2]

s = Set([1, 2, 2])
push!(s, 3)
(length(s), 2 in s, 5 in s, sum(s), issubset(Set([1]), s)) #> (3, true, false, 6, true)

(ismissing(missing), 1 + missing, coalesce(missing, 1), sum(skipmissing([1, missing, 2]))) #> (true, missing, 1, 3)

using LinearAlgebra
(Diagonal([1, 2]) * [1, 2], eigen([2.0 1.0; 1.0 2.0]).values ≈ [1, 3]) #> ([1, 4], true)

using LinearAlgebra
L, U, p = lu([1.0 2.0; 3.0 4.0])
L * U ≈ [1.0 2.0; 3.0 4.0][p, :] #> true

using Printf
io = IOBuffer()
@printf(io, "%.2f", 1.5)
@printf io " %d" 3
String(take!(io)) #> "1.50 3"

@time 1 + 1 #>   0.000000 seconds
#> 2

@time y = 3 #>   0.000000 seconds
y #> 3

using Test
@testset "sums" begin
  @test 1 + 1 == 2
  @test 1 ≈ 1.1 atol = 0.2
  @test_throws DomainError sqrt(-1)
end #> Test Summary: | Pass  Total
#> sums          |    3      3

using Test
@test 1 == 2
#> Test Failed
#>   Expression: 1 == 2
#! There was an error during testing
#? The condition of this `@test` is false; what was tested is printed above.

r"a+"
#! LoadError: UndefVarError: @r_str not defined
#? Regular expressions are not available here: use `occursin`, `split`, `replace` or `startswith` with strings.
