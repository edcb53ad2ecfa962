# Random orders.

#: The entries of a vector in a random order.
#= sort(shuffle([3, 1, 2])) == [1, 2, 3] =# #> true
shuffle(xs) = shuffle!(collect(xs))
shuffle(rng, xs) = shuffle(xs)

#: Puts the entries of a vector into a random order.
#= x = [3, 1, 2]; shuffle!(x); sort(x) == [1, 2, 3] =# #> true
function shuffle!(xs)
  for i in length(xs):-1:2
    j = rand(1:i)
    xs[i], xs[j] = xs[j], xs[i]
  end
  xs
end
shuffle!(rng, xs) = shuffle!(xs)

#: The numbers from 1 to `n` in a random order.
#= sort(randperm(4)) == 1:4 =# #> true
randperm(n) = shuffle!(collect(1:n))
randperm(rng, n) = randperm(n)
