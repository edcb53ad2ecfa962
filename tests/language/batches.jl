# Flux's DataLoader, as it is today.

using Flux
X = [1 2 3 4 5; 10 20 30 40 50]
Y = [1 0 1 0 1]
data = DataLoader((X, Y), batchsize = 2)
length(data) #> 3

using Flux
for (x, y) in DataLoader(([1 2 3; 4 5 6], [7 8 9]), batchsize = 2)
  println(x, " ", y)
end
#> [1 2; 4 5] [7 8]
#> [3; 6] [9]

using Flux
collect(DataLoader([1, 2, 3, 4, 5], batchsize = 2, partial = false)) == [[1, 2], [3, 4]] #> true

using Flux
first(DataLoader((a = [1 2; 3 4], b = [5, 6]))) == (a = [1; 3], b = [5]) #> false

using Flux
b = first(DataLoader((a = [1 2; 3 4], b = [5, 6])))
(size(b.a), b.b) #> ((2, 1), [5])

using Flux, Random
Random.seed!(3)
seen = vcat(collect(DataLoader(collect(1:10), batchsize = 3, shuffle = true))...)
(sort(seen) == 1:10, seen == 1:10) #> (true, false)

using Flux
length(DataLoader(ones(2, 3), batchsize = 8))
#> ┌ Warning: Number of observations less than batchsize, decreasing the batchsize to 3
#> 1

using Flux
DataLoader((ones(2, 3), ones(1, 4)))
#! DimensionMismatch("All data should contain same number of observations")

using Flux
DataLoader(ones(2, 3), batchsize = 0)
#! ArgumentError: Need positive batchsize

# Every epoch is shuffled anew, and `train!` takes it as it takes any data.
using Flux
m = Dense(1 => 1)
state = Flux.setup(Descent(0.1), m)
data = DataLoader(([1.0 2.0 3.0 4.0], [2.0 4.0 6.0 8.0]), batchsize = 2)
for epoch in 1:200
  Flux.train!((m, x, y) -> Flux.mse(m(x), y), m, data, state)
end
round(m([5.0])[1], digits = 2) #> 10.0
