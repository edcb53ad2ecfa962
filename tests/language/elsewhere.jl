using Flux
Conv((2, 2), 1 => 2)
#! UndefVarError: Conv not defined
#? `Conv` is in Flux 0.9, not here. Convolutions are not available: use `Dense` layers on the entries of a picture, `vec(x)`.

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
