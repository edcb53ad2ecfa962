(collect(Iterators.repeated(1, 3)), collect(Iterators.take(Iterators.repeated(5), 2))) #> ([1, 1, 1], [5, 5])

n = 0
for x in Iterators.repeated(2)
  n += x
  n > 9 && break
end
n #> 10

for x in Iterators.repeated(2)
end
#! stopped after 20 million steps

collect(Iterators.repeated(1))
#! OutOfMemoryError: 18446744073709551615 entries

collect(Iterators.take(Iterators.cycle([1, 2, 3]), 5)) #> 5-element Array{Int64,1}:
#>  1
#>  2
#>  3
#>  1
#>  2

(collect(Iterators.drop(1:5, 3)), length(collect(Iterators.partition(1:5, 2))), collect(Iterators.flatten([[1], [2, 3]]))) #> ([4, 5], 3, [1, 2, 3])

[sum(part) for part in Iterators.partition([1, 2, 3, 4, 5], 2)] #> 3-element Array{Int64,1}:
#>  3
#>  7
#>  5

collect(Iterators.product(1:2, 3:4))[2, 1] #> (2, 3)

for (a, b, c) in zip(1:3, "xy", Iterators.countfrom(10))
  print(a, b, c, ' ')
end #> 1x10 2y11

[i * x for (i, x) in enumerate([5, 6])] #> 2-element Array{Int64,1}:
#>   5
#>  12

(collect(range(0, stop = 1, length = 3)), range(1, step = 2, length = 3), range(1, 10, step = 3)) #> ([0.0, 0.5, 1.0], 1:2:5, 1:3:10)

range(1, 2, length = -1)
#! ArgumentError: range(1, length=-1): negative length

map(+, [1, 2, 3], [10, 20, 30]) #> 3-element Array{Int64,1}:
#>  11
#>  22
#>  33

foreach(println, (1, "a")) #> 1
#> a

zip(1, nothing)
#! MethodError: no method matching iterate(::Nothing)
