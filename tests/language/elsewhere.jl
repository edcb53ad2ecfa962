using Flux
Upsample(2)
#! UndefVarError: Upsample not defined
#? `Upsample` is in today's Flux, not here. `MaxPool`, `MeanPool` and `Conv` take the size of the window, `pad` and `stride`.

using Flux
Flux.freeze!
#! UndefVarError: freeze! not defined
#? `freeze!` is in today's Flux, not here. To train some layers only, hand over their parameters, as in `params(m[2:end])`.

big(2)^100
#! UndefVarError: big not defined
#? `big` is in Julia, not here. Numbers have 64 bits here: `float(x)` goes further than integers do, with 16 digits.

@btime sum(1:3)
#! LoadError: UndefVarError: @btime not defined
#? Times are measured with `@time` and `@elapsed` here.

@threads for i in 1:3
end
#! LoadError: UndefVarError: @threads not defined
#? Everything runs in one thread here: leave it out, and the code does the same.

Int32(3)
#! UndefVarError: Int32 not defined
#? `Int32` is in Julia, not here. Integers are `Int64` here: write `Int`.

2 + 3im
#! UndefVarError: im not defined
#? `im` is in Julia, not here. Complex numbers are not available: calculate with the real and the imaginary part.

svd([1.0 2.0; 3.0 4.0])
#! UndefVarError: svd not defined
#? `svd` is in Julia (`LinearAlgebra`), not here. Linear systems are solved by `A \ b`; `inv`, `det`, `lu` and `eigen` are available.

plot(1:3)
#! UndefVarError: plot not defined
#? `plot` is in a package of Julia, not here. Nothing can be plotted from code here: the figures of a lesson and of a page of one's own draw functions and data.

using Flux
Flux.outputsize
#! UndefVarError: outputsize not defined
#? `outputsize` is in today's Flux, not here.

lenght([1])
#! UndefVarError: lenght not defined
#? Did you mean `length`?
