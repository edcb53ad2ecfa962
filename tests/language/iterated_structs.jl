struct Cd
  n
end
Base.iterate(c::Cd, s = c.n) = s < 1 ? nothing : (s, s - 1)
Base.length(c::Cd) = c.n
c = Cd(3)
(collect(c), sum(c), 2 in c, [2x for x in c], maximum(c)) #> ([3, 2, 1], 6, true, [6, 4, 2], 3)

struct Cd
  n
end
Base.iterate(c::Cd, s = c.n) = s < 1 ? nothing : (s, s - 1)
a, b = Cd(2)
(a, b, tuple(Cd(3)...), collect(zip(Cd(2), "ab"))) #> (2, 1, (3, 2, 1), [(2, 'a'), (1, 'b')])

struct Naturals
end
Base.iterate(n::Naturals, s = 1) = (s, s + 1)
for i in Naturals()
  i > 3 && break
  println(i)
end #> 1
#> 2
#> 3
collect(Iterators.take(Naturals(), 2)) == [1, 2] #> true

struct Naturals
end
Base.iterate(n::Naturals, s = 1) = (s, s + 1)
found = 0
for (i, x) in enumerate(Naturals())
  if x^2 > 20
    found = (i, x)
    break
  end
end
found #> (5, 5)

struct Naturals
end
Base.iterate(n::Naturals, s = 1) = (s, s + 1)
[x + y for (x, y) in zip(Naturals(), [10, 20])] #> 2-element Array{Int64,1}:
#>  11
#>  22
